package orcareward.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Parameter;
import orcareward.engine.tensor.Precision;

/**
 * A Llama decoder with one scalar head, over packed batches: the numbers of transformers' {@code LlamaForSequenceClassification}
 * with one label.
 *
 * <p>The last layer computes queries, MLP and head for the scored tokens only. Shapes: N tokens, R rewards, H hidden.
 */
public final class RewardModel implements AutoCloseable {
    private final Kernels kernels;
    private final LlamaConfig config;
    private final NDManager manager;
    private final Parameter embedding;
    private final List<DecoderLayer> layers = new ArrayList<>();
    private final RmsNorm norm;
    private final DenseLinear score;
    private final NDArray inverseFrequencies;

    /** Builds the model from its source; takes over the manager, in which its weights lie, and closes it in {@link #close}. */
    public RewardModel(Kernels kernels, NDManager manager, LlamaConfig config, ParameterSource source) {
        this.kernels = kernels;
        this.config = config;
        this.manager = manager;
        float[] frequencies = config.inverseFrequencies();
        this.inverseFrequencies = manager.create(frequencies, new Shape(frequencies.length));
        this.embedding = source.parameter(LlamaTensorNames.embedTokens(config));
        Attention attention = new Attention(kernels, config, manager);
        for (int i = 0; i < config.numHiddenLayers(); i++) {
            layers.add(layer(i, attention, source));
        }
        this.norm = norm(LlamaTensorNames.norm(config), source);
        this.score = new DenseLinear(kernels, source.parameter(LlamaTensorNames.score(config)), null);
    }

    private DecoderLayer layer(int index, Attention attention, ParameterSource source) {
        Map<Projection, Linear> projections = new EnumMap<>(Projection.class);
        for (Projection projection : Projection.values()) {
            Parameter weight = source.parameter(LlamaTensorNames.weight(config, index, projection));
            Parameter bias = projection.hasBias(config)
                    ? source.parameter(LlamaTensorNames.bias(config, index, projection))
                    : null;
            projections.put(projection, new DenseLinear(kernels, weight, bias));
        }
        return new DecoderLayer(kernels, norm(LlamaTensorNames.inputLayernorm(config, index), source),
                norm(LlamaTensorNames.postAttentionLayernorm(config, index), source), attention, projections);
    }

    private RmsNorm norm(TensorSpec weight, ParameterSource source) {
        return new RmsNorm(kernels, source.parameter(weight), config.rmsNormEps());
    }

    /** Casts all matrices now, so that their copies lie together and not between tensors that come and go. */
    public void prepare(Precision precision) {
        layers.forEach(layer -> layer.prepare(precision));
        score.parameters().forEach(parameter -> parameter.working(precision));
    }

    /** Rewards [R], float32, in {@code scope}; keeps nothing. */
    public NDArray rewards(NDManager scope, PackedBatch batch, Pass pass) {
        try (NDArray features = features(scope, batch, pass)) {
            return kernels.tensor(scope, "flat", score.forward(scope, features, pass));
        }
    }

    /** What the head reads, [R, H] in the pass's precision, in {@code scope}; keeps nothing. */
    public NDArray features(NDManager scope, PackedBatch batch, Pass pass) {
        try (NDManager here = scope.newSubManager()) {
            BatchTensors tensors = BatchTensors.of(here, kernels, batch, inverseFrequencies);
            NDArray h = embed(here, tensors); // [N, H]
            for (int i = 0; i < layers.size(); i++) {
                h = forwardAndForget(here, i, h, tensors, pass);
            }
            NDArray features = norm.forward(here, h, pass).x(); // [R, H]
            features.attach(scope);
            return features;
        }
    }

    /**
     * A forward pass that backward can follow.
     *
     * @param checkpointing keep only each layer's input and compute the rest again in backward
     */
    public ForwardTrace forward(NDManager scope, PackedBatch batch, Pass pass, boolean checkpointing) {
        NDManager here = scope.newSubManager();
        BatchTensors tensors = BatchTensors.of(here, kernels, batch, inverseFrequencies);
        Deque<DecoderLayer.Trace> kept = new ArrayDeque<>();
        Deque<NDArray> inputs = new ArrayDeque<>();
        NDArray h = embed(here, tensors); // [N, H]
        for (int i = 0; i < layers.size(); i++) {
            if (checkpointing) {
                inputs.push(h);
                h = forwardKeepingInput(here, i, h, tensors, pass);
            } else {
                DecoderLayer.Trace trace = layers.get(i).forward(here.newSubManager(), h, attended(tensors, i), pass);
                kept.push(trace);
                h = trace.out();
            }
        }
        RmsNorm.Normed normed = norm.forward(here, h, pass); // [R, H]
        return new ForwardTrace(here, tensors, kept, inputs, h, normed,
                kernels.tensor(here, "flat", score.forward(here, normed.x(), pass)), pass);
    }

    /** What {@link #forward} kept; {@link #backward} uses it up. */
    public static final class ForwardTrace implements AutoCloseable {
        private final NDManager scope;
        private final BatchTensors tensors;
        private final Deque<DecoderLayer.Trace> kept;
        private final Deque<NDArray> inputs;
        private final NDArray last;
        private final RmsNorm.Normed normed;
        private final NDArray rewards;
        private final Pass pass;

        private ForwardTrace(NDManager scope, BatchTensors tensors, Deque<DecoderLayer.Trace> kept,
                Deque<NDArray> inputs,
                NDArray last, RmsNorm.Normed normed, NDArray rewards, Pass pass) {
            this.scope = scope;
            this.tensors = tensors;
            this.kept = kept;
            this.inputs = inputs;
            this.last = last;
            this.normed = normed;
            this.rewards = rewards;
            this.pass = pass;
        }

        /** Rewards [R], float32. */
        public NDArray rewards() {
            return rewards;
        }

        @Override
        public void close() {
            kept.forEach(trace -> trace.scope().close());
            scope.close();
        }
    }

    /** Collects the gradients of all trainable parameters from dloss/dreward [R], float32. */
    public void backward(ForwardTrace trace, NDArray rewardGradients) {
        NDManager scope = trace.scope;
        Pass pass = trace.pass;
        NDArray dlogits = kernels.tensor(scope, "column", rewardGradients, pass.scalarType()); // [R, 1]
        NDArray dx = score.backward(scope, dlogits, trace.normed.x(), pass); // [R, H]
        int lowest = lowestTrainableLayer();
        if (lowest == layers.size() && !norm.weight().trainable()) {
            return;
        }
        NDArray dh = kernels.tensor(scope, "zeros_like", trace.last); // [R, H]
        norm.backward(scope, dh, dx, trace.last, trace.normed.inverseRms());
        for (int i = layers.size() - 1; i >= lowest; i--) {
            DecoderLayer.Trace kept = trace.inputs.isEmpty()
                    ? trace.kept.pop()
                    : layers.get(i).forward(scope.newSubManager(), trace.inputs.pop(), attended(trace.tensors, i),
                            pass);
            NDArray dinput = layers.get(i).backward(scope, dh, kept, attended(trace.tensors, i), pass);
            if (dinput != dh) {
                dh.close();
                dh = dinput;
            }
            kept.scope().close();
        }
        if (embedding.trainable()) {
            Integer padding = config.padTokenId();
            kernels.call("embed_backward", embedding.gradientOfRows(), dh, trace.tensors.ids(),
                    padding == null ? -1 : padding, manager.getDevice().isGpu());
        }
    }

    /** Below this layer nothing is trained, so no gradient has to get there. */
    private int lowestTrainableLayer() {
        if (embedding.trainable()) {
            return 0;
        }
        int lowest = 0;
        while (lowest < layers.size() && !layers.get(lowest).isTrainable()) {
            lowest++;
        }
        return lowest;
    }

    private NDArray embed(NDManager scope, BatchTensors tensors) {
        return kernels.tensor(scope, "embed", embedding.value(), tensors.ids());
    }

    private NDArray forwardAndForget(NDManager scope, int layer, NDArray h, BatchTensors tensors, Pass pass) {
        NDArray out = forwardKeepingInput(scope, layer, h, tensors, pass);
        h.close();
        return out;
    }

    private NDArray forwardKeepingInput(NDManager scope, int layer, NDArray h, BatchTensors tensors, Pass pass) {
        try (NDManager here = scope.newSubManager()) {
            NDArray out = layers.get(layer).forward(here, h, attended(tensors, layer), pass).out();
            out.attach(scope);
            return out;
        }
    }

    private BatchTensors.Attended attended(BatchTensors tensors, int layer) {
        return layer == layers.size() - 1 ? tensors.scored() : tensors.all();
    }

    /** Puts something around a projection: an adapter. */
    public void wrap(int layer, Projection projection, UnaryOperator<Linear> wrapper) {
        layers.get(layer).wrap(projection, wrapper);
    }

    /** All parameters, frozen ones too, in the order of transformers' {@code named_parameters}. */
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(embedding);
        layers.forEach(layer -> all.addAll(layer.parameters()));
        all.add(norm.weight());
        all.addAll(score.parameters());
        return all;
    }

    /** The parameters that training changes. */
    public List<Parameter> trainableParameters() {
        return parameters().stream().filter(Parameter::trainable).toList();
    }

    /** The architecture. */
    public LlamaConfig config() {
        return config;
    }

    /** Where its tensors live. */
    public NDManager manager() {
        return manager;
    }

    /** The head's weight [1, H]. */
    public Parameter scoreWeight() {
        return score.weight();
    }

    /** Frees all weights made for this model. */
    @Override
    public void close() {
        manager.close();
    }
}
