package orcareward.engine.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orcareward.config.LoraConfig;
import orcareward.engine.lora.AdapterConfig;
import orcareward.engine.lora.AdapterTensorNames;
import orcareward.engine.lora.LoraAdapter;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.model.LlamaTensorNames;
import orcareward.engine.model.ParameterSource;
import orcareward.engine.model.Projection;
import orcareward.engine.model.RewardModel;
import orcareward.engine.model.TensorSpec;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Folders in Hugging Face's and peft's form to models in memory. Every tensor is checked before the first one is read. */
public final class ModelLoader {
    private final TorchRuntime runtime;

    /** Models are made on the runtime's device. */
    public ModelLoader(TorchRuntime runtime) {
        this.runtime = runtime;
    }

    /** Where the score head comes from. */
    public sealed interface Head {
        /** From the file; a model without one is refused. */
        record Stored() implements Head {
        }

        /** From the file; made anew from the seed where there is none. */
        record StoredOrFresh(long seed) implements Head {
        }

        /** Made anew from the seed, whatever the file has: the untrained baseline. */
        record Fresh(long seed) implements Head {
        }
    }

    /** A whole model: causal language model or sequence classifier. */
    public LoadedModel full(Path folder, Head head, boolean trainable) throws IOException {
        return full(folder, head, LlamaConfig.read(folder), trainable, trainable);
    }

    private LoadedModel full(Path folder, Head head, LlamaConfig config, boolean backbone, boolean headTrainable)
            throws IOException {
        return new LoadedModel(model(folder, config, head, backbone, headTrainable, null), config, folder, null);
    }

    /** A model of the config's shape with random weights, for measuring what it costs; {@code backbone} says whether all of it is trained. */
    public LoadedModel random(Path folder, LlamaConfig config, boolean backbone) {
        Kernels kernels = runtime.kernels();
        NDManager manager = runtime.manager().newSubManager();
        ParameterSource source = spec -> {
            long rows = spec.shape().getFirst();
            NDArray value = kernels.tensor(manager, "normal", rows, spec.elements() / rows, config.initializerRange(),
                    1).toDevice(manager.getDevice(), false);
            boolean trainable = backbone || spec.name().equals(LlamaTensorNames.score(config).name());
            return new Parameter(spec.name(), spec.shape().size() == 1 ? value.reshape(rows) : value, trainable,
                    kernels);
        };
        return new LoadedModel(new RewardModel(kernels, manager, config, source), config, folder, null);
    }

    /** A frozen base with a new adapter and a trainable head. */
    public LoadedModel newAdapter(Path base, Head head, LoraConfig lora, double dropout, long seed) throws IOException {
        return newAdapter(full(base, head, LlamaConfig.read(base), false, true), lora, dropout, seed);
    }

    /** Puts a new adapter on a frozen base. */
    public LoadedModel newAdapter(LoadedModel frozen, LoraConfig lora, double dropout, long seed) {
        Path base = frozen.baseFolder();
        LlamaConfig config = frozen.config();
        AdapterConfig adapter = AdapterConfig.of(lora, base.toAbsolutePath().normalize().toString());
        Set<Projection> targets = adapter.targets().match(config.numHiddenLayers(), "lora_target_modules");
        RewardModel model = frozen.model();
        LoraAdapter attached = LoraAdapter.attach(runtime.kernels(), model, targets, lora.r(), adapter.scale(), dropout,
                LoraAdapter.fresh(runtime.kernels(), model.manager(), seed));
        return new LoadedModel(model, config, base, new LoadedModel.Adapter(adapter, attached));
    }

    /**
     * An adapter that was trained before, here or by peft, on its base.
     *
     * @param trainable whether it is trained further
     */
    public LoadedModel adapter(Path folder, boolean trainable, double dropout) throws IOException {
        AdapterConfig adapter = AdapterConfig.read(folder);
        Path base = adapter.resolveBase(folder);
        LlamaConfig config = LlamaConfig.read(base);
        Set<Projection> targets = adapter.targets().match(config.numHiddenLayers(),
                folder.resolve(AdapterConfig.FILE_NAME) + ", target_modules");
        try (WeightFolder weights = WeightFolder.open(folder)) {
            weights.requireAll(AdapterTensorNames.all(config, targets, adapter.r(), adapter.savesHead()));
            WeightFolder.Found score = adapter.savesHead() ? weights.require(AdapterTensorNames.score(config)) : null;
            RewardModel model = model(base, config, new Head.Stored(), false, trainable, score);
            LoraAdapter attached = LoraAdapter.attach(runtime.kernels(), model, targets, adapter.r(), adapter.scale(),
                    dropout,
                    spec -> parameter(model.manager(), spec, weights.require(spec), trainable));
            // Written to another folder it would look for a relative base from there.
            AdapterConfig written = adapter.withBase(base.toAbsolutePath().normalize().toString());
            return new LoadedModel(model, config, base, new LoadedModel.Adapter(written, attached));
        }
    }

    /** A full model or an adapter, whichever the folder holds, for scoring. */
    public LoadedModel forScoring(Path folder) throws IOException {
        return AdapterConfig.isAdapter(folder) ? adapter(folder, false, 0) : full(folder, new Head.Stored(), false);
    }

    /** {@code givenScore} is an adapter's head, which takes the place of the base's. */
    private RewardModel model(Path folder, LlamaConfig config, Head head, boolean trainable, boolean headTrainable,
            WeightFolder.@Nullable Found givenScore) throws IOException {
        TensorSpec score = LlamaTensorNames.score(config);
        try (WeightFolder weights = WeightFolder.open(folder)) {
            List<TensorSpec> required = new ArrayList<>(LlamaTensorNames.backbone(config));
            boolean stored = givenScore == null && storesHead(head, weights.contains(score));
            if (stored) {
                if (!weights.contains(score)) {
                    throw new ProblemException(folder.toString(),
                            "it has no reward head (score.weight): it is a language model",
                            "Train it first with `orca train`, or choose a reward model's folder");
                }
                required.add(score);
            }
            weights.requireAll(required);
            NDManager manager = runtime.manager().newSubManager();
            ParameterSource source = spec -> {
                if (!spec.name().equals(score.name())) {
                    return parameter(manager, spec, weights.require(spec), trainable);
                }
                if (givenScore != null) {
                    return parameter(manager, spec, givenScore, headTrainable);
                }
                return stored
                        ? parameter(manager, spec, weights.require(spec), headTrainable)
                        : freshHead(manager, spec, config, head, headTrainable);
            };
            return new RewardModel(runtime.kernels(), manager, config, source);
        }
    }

    private static boolean storesHead(Head head, boolean present) {
        return switch (head) {
            case Head.Stored() -> true;
            case Head.StoredOrFresh(long seed) -> present;
            case Head.Fresh(long seed) -> false;
        };
    }

    /** Normal(0, initializer_range), the numbers of {@code torch.manual_seed(seed)} followed by {@code normal_}. */
    private Parameter freshHead(NDManager manager, TensorSpec spec, LlamaConfig config, Head head, boolean trainable) {
        long seed = switch (head) {
            case Head.StoredOrFresh(long given) -> given;
            case Head.Fresh(long given) -> given;
            case Head.Stored() -> throw new IllegalStateException("a stored head is not made anew");
        };
        Kernels kernels = runtime.kernels();
        NDArray value = kernels.tensor(manager, "normal", 1, config.hiddenSize(), config.initializerRange(), seed);
        return new Parameter(spec.name(), value.toDevice(manager.getDevice(), false), trainable, kernels);
    }

    /** Reads a tensor as float32 into storage of libtorch's own; the file's pages are read in place, the heap sees none of it. */
    private Parameter parameter(NDManager manager, TensorSpec spec, WeightFolder.Found found, boolean trainable) {
        long[] shape = spec.shape().stream().mapToLong(Long::longValue).toArray();
        try (NDManager scope = manager.newSubManager()) {
            ByteBuffer bytes = found.bytes();
            NDArray stored = scope.create(bytes, new Shape(bytes.remaining()), DataType.UINT8);
            NDArray value = runtime.kernels().tensor(manager, "from_bytes", stored, found.scalarType(), shape);
            return new Parameter(spec.name(), value, trainable, runtime.kernels());
        }
    }
}
