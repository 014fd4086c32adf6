package orcareward.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import orcareward.config.ModelConfig;
import orcareward.files.AtomicFiles;
import orcareward.files.UserFolder;
import orcareward.problem.ProblemException;

/**
 * What the names in a config stand for: the embedded demo, or a folder or file on disk. {@code demo} is always the embedded one, so
 * that the preset works wherever it is started; a folder of that name is {@code ./demo}.
 */
final class Names {
    /** The embedded model and data. */
    static final String DEMO = "demo";

    private static final String RESOURCES = "/orcareward/demo/";
    private static final List<String> MODEL_FILES = List.of("config.json", "model.safetensors", "tokenizer.json",
            "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja");
    private static final String DATA_FILE = "preferences.jsonl";

    private final Path workingDirectory;
    private final Path cache;

    /** Relative names are relative to {@code workingDirectory}; the demo is unpacked into {@code cache}. */
    Names(Path workingDirectory, Path cache) {
        this.workingDirectory = workingDirectory;
        this.cache = cache;
    }

    /**
     * The folder of a model.
     *
     * @param key what to name when there is none
     */
    Path model(String name, String key) throws IOException {
        if (name.equals(DEMO)) {
            for (String file : MODEL_FILES) {
                unpack("model/" + file);
            }
            return cache.resolve("demo/model");
        }
        Path folder = workingDirectory.resolve(name).normalize();
        if (Files.isDirectory(folder)) {
            return folder;
        }
        throw new ProblemException(key, "there is no folder " + folder,
                "Give the folder of a model on this machine (config.json, model.safetensors, tokenizer.json): fetching "
                        + name
                        + " from the Hub is not possible yet");
    }

    /** The folder that training begins from: the adapter's where one is trained further, else the model's. */
    Path modelFolder(ModelConfig config) throws IOException {
        String adapter = config.adapterNameOrPath();
        return adapter != null
                ? model(adapter, "adapter_name_or_path")
                : model(Objects.requireNonNull(config.modelNameOrPath()), "model_name_or_path");
    }

    /** The name of a data set, made absolute when it is the demo's. */
    String dataset(String name) throws IOException {
        if (name.equals(DEMO)) {
            unpack(DATA_FILE);
            return cache.resolve("demo").resolve(DATA_FILE).toString();
        }
        return name;
    }

    /** Where token ids are kept for later runs. */
    Path tokenized() {
        return cache.resolve(UserFolder.TOKENIZED);
    }

    /** Where the program runs. */
    Path workingDirectory() {
        return workingDirectory;
    }

    private void unpack(String file) throws IOException {
        Path target = cache.resolve("demo").resolve(file);
        byte[] bytes;
        try (InputStream in = Names.class.getResourceAsStream(RESOURCES + file)) {
            if (in == null) {
                throw new UncheckedIOException(new IOException("not in the program: " + RESOURCES + file));
            }
            bytes = in.readAllBytes();
        }
        if (Files.isRegularFile(target) && Files.size(target) == bytes.length
                && java.util.Arrays.equals(Files.readAllBytes(target), bytes)) {
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        AtomicFiles.write(target, out -> out.write(bytes));
    }
}
