package orcareward.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import orcareward.engine.lora.AdapterConfig;
import orcareward.engine.model.TensorSpec;
import orcareward.files.JsonFields;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The weights in a model's or an adapter's folder: one safetensors file, or shards with an index. */
public final class WeightFolder implements AutoCloseable {
    /** A model's weights. */
    public static final String MODEL_FILE = "model.safetensors";
    /** An adapter's weights. */
    public static final String ADAPTER_FILE = "adapter_model.safetensors";
    private static final String INDEX_FILE = "model.safetensors.index.json";
    private static final String ANOTHER_MODEL = "The weights and config.json don't belong together, or the download is "
            + "incomplete: get both again";

    private final Path where;
    private final List<SafetensorsFile> files;
    private final Map<String, SafetensorsFile> fileOfTensor = new LinkedHashMap<>();

    private WeightFolder(Path where, List<SafetensorsFile> files) {
        this.where = where;
        this.files = files;
        for (SafetensorsFile file : files) {
            for (String name : file.names()) {
                SafetensorsFile other = fileOfTensor.putIfAbsent(name, file);
                if (other != null) {
                    throw new ProblemException(file.path() + ", tensor " + name, "is in " + other.path() + " as well",
                            "Get the model again");
                }
            }
        }
    }

    /**
     * A tensor in one of the files.
     *
     * @param file the file that holds it
     * @param entry its type, shape and place there
     */
    public record Found(SafetensorsFile file, TensorEntry entry) {
        /** The whole tensor as float32. */
        public float[] floats() {
            return file.floats(entry.name());
        }

        /** The whole tensor's bytes as they are stored, mapped; valid while the folder is open. */
        ByteBuffer bytes() {
            file.requireFloating(entry.name());
            return file.bytes(entry.name()).asByteBuffer().order(ByteOrder.nativeOrder());
        }

        /** ATen's number for the type in which it is stored. */
        int scalarType() {
            return entry.dtype().scalarType();
        }
    }

    /**
     * Opens a folder's weights: {@code adapter_model.safetensors} beside an adapter's config, else
     * {@code model.safetensors}, or its shards.
     *
     * @throws ProblemException when there are none, a shard is missing, or a file is damaged
     */
    public static WeightFolder open(Path folder) throws IOException {
        Path adapter = folder.resolve(ADAPTER_FILE);
        if (AdapterConfig.isAdapter(folder) && Files.isRegularFile(adapter)) {
            return openAll(adapter, List.of(adapter));
        }
        Path model = folder.resolve(MODEL_FILE);
        if (Files.isRegularFile(model)) {
            return openAll(model, List.of(model));
        }
        Path index = folder.resolve(INDEX_FILE);
        if (Files.isRegularFile(index)) {
            return openShards(folder, index);
        }
        throw noWeights(folder);
    }

    /** The safetensors files alone can be read: pickles may run code. */
    private static ProblemException noWeights(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new ProblemException(folder.toString(), "there is no such folder",
                    "Give the folder of a Hugging Face model or adapter");
        }
        try (Stream<Path> listing = Files.list(folder)) {
            List<String> others = listing.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("(pytorch_model|adapter_model).*\\.bin|.*\\.(pth|pt|gguf|ckpt)"))
                    .sorted().toList();
            if (!others.isEmpty()) {
                return new ProblemException(folder.resolve(others.getFirst()).toString(),
                        "the weights aren't in safetensors form",
                        "Convert them: load the model with transformers or peft and save it with save_pretrained");
            }
        }
        return new ProblemException(folder.toString(), "holds neither " + MODEL_FILE + " nor " + ADAPTER_FILE,
                "Give the folder of a Hugging Face model or adapter, or download its weights");
    }

    private static WeightFolder openShards(Path folder, Path index) throws IOException {
        JsonFields fields = JsonFields.read(index, "Get it again");
        JsonFields map = fields.object("weight_map");
        if (map == null) {
            fields.problem("weight_map", "is missing", "Get the file again");
        } else {
            for (Map.Entry<String, JsonNode> tensor : map.node().properties()) {
                String shard = tensor.getValue().asText();
                // An index may name files of its own folder only.
                if (!tensor.getValue().isTextual() || !shard.matches("[^/\\\\:]+\\.safetensors")) {
                    map.problem(tensor.getKey(), "names the file " + tensor.getValue(), "Get the file again");
                }
            }
        }
        fields.throwIfAny();
        Set<String> names = new TreeSet<>();
        fields.node().path("weight_map").forEach(shard -> names.add(shard.asText()));
        List<Path> missing = names.stream().map(folder::resolve).filter(path -> !Files.isRegularFile(path)).toList();
        if (!missing.isEmpty()) {
            throw new ProblemException(missing.stream()
                    .map(path -> new Problem(path.toString(), "this part of the weights is missing",
                            "Download or copy it beside the others"))
                    .toList());
        }
        WeightFolder opened = openAll(index, names.stream().map(folder::resolve).toList());
        try {
            for (Map.Entry<String, JsonNode> tensor : fields.node().path("weight_map").properties()) {
                SafetensorsFile file = opened.fileOfTensor.get(tensor.getKey());
                if (file == null || !file.path().equals(folder.resolve(tensor.getValue().asText()))) {
                    throw new ProblemException(folder.resolve(tensor.getValue().asText()) + ", tensor "
                            + tensor.getKey(), "is missing there, against what " + INDEX_FILE + " says",
                            "Download or copy the file again");
                }
            }
            return opened;
        } catch (ProblemException e) {
            opened.close();
            throw e;
        }
    }

    private static WeightFolder openAll(Path where, List<Path> paths) throws IOException {
        List<SafetensorsFile> files = new ArrayList<>();
        boolean opened = false;
        try {
            for (Path path : paths) {
                files.add(SafetensorsFile.open(path));
            }
            WeightFolder folder = new WeightFolder(where, files);
            opened = true;
            return folder;
        } finally {
            if (!opened) {
                files.forEach(SafetensorsFile::close);
            }
        }
    }

    /** Every tensor's name, as stored. */
    public Set<String> names() {
        return Collections.unmodifiableSet(fileOfTensor.keySet());
    }

    /** Whether a tensor is there under any of its names. */
    public boolean contains(TensorSpec spec) {
        return storedName(spec) != null;
    }

    /**
     * Finds a tensor under any of its names.
     *
     * @throws ProblemException when it is missing or has another shape, naming the file
     */
    public Found require(TensorSpec spec) {
        Problem problem = check(spec);
        if (problem != null) {
            throw new ProblemException(List.of(problem));
        }
        return found(spec);
    }

    /**
     * Checks all tensors at once.
     *
     * @throws ProblemException naming every one (the first ten) that is missing or has another shape
     */
    public void requireAll(Collection<TensorSpec> specs) {
        List<Problem> problems = new ArrayList<>();
        for (TensorSpec spec : specs) {
            Problem problem = problems.size() < 10 ? check(spec) : null;
            if (problem != null) {
                problems.add(problem);
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private @Nullable Problem check(TensorSpec spec) {
        String name = storedName(spec);
        if (name == null) {
            return new Problem(where + ", tensor " + spec.name(), "is missing; expected with shape " + spec.shape(),
                    ANOTHER_MODEL);
        }
        Found found = found(spec);
        String place = found.file().path() + ", tensor " + name;
        if (!found.entry().shape().equals(spec.shape())) {
            return new Problem(place, "has shape " + found.entry().shape() + ", expected " + spec.shape(),
                    ANOTHER_MODEL);
        }
        if (!found.entry().dtype().isFloating()) {
            return new Problem(place, "is stored as " + found.entry().dtype(),
                    "Weights must be F32, F16, BF16 or F64; choose a model that isn't quantized");
        }
        return null;
    }

    private Found found(TensorSpec spec) {
        String name = storedName(spec);
        SafetensorsFile file = name == null ? null : fileOfTensor.get(name);
        if (name == null || file == null) {
            throw new IllegalStateException(spec.name() + " was checked before");
        }
        return new Found(file, file.entry(name));
    }

    private @Nullable String storedName(TensorSpec spec) {
        if (fileOfTensor.containsKey(spec.name())) {
            return spec.name();
        }
        return spec.otherNames().stream().filter(fileOfTensor::containsKey).findFirst().orElse(null);
    }

    /** Closes every file. */
    @Override
    public void close() {
        files.forEach(SafetensorsFile::close);
    }
}
