package orcareward.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.batch.Pieces;
import orcareward.engine.loss.PreferenceLoss;
import orcareward.engine.model.Pass;
import orcareward.engine.model.RewardModel;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.event.RewardMetrics;
import orcareward.tokenize.TokenizedPair;

/** One micro-batch: pairs to loss, and to gradients when training; computed in pieces that bound its memory. */
public final class MicroStep {
    /** Tells the pieces' dropout apart; odd, large, and not what micro-batches or projections are told apart by. */
    private static final long PIECE_SEED = 0xD1B54A32D192ED03L;

    private final RewardModel model;
    private final Kernels kernels;
    private final PreferenceLoss loss;
    private final Settings settings;

    /**
     * How it is computed.
     *
     * @param precision of the arithmetic
     * @param gradientCheckpointing keep only each layer's input for backward
     * @param padTokenId tells which tokens are never scored
     * @param pieceTokens tokens computed at once, at least a pair's
     */
    public record Settings(Precision precision, boolean gradientCheckpointing, int padTokenId, int pieceTokens) {
        /** Enough for matrix products at full speed on a CPU. */
        private static final int CPU_PIECE = 2048;
        /** Enough to fill a GPU, little enough for its memory. */
        private static final int GPU_PIECE = 16384;

        /** With pieces that suit the device. */
        public static Settings on(TorchRuntime runtime, Precision precision, boolean gradientCheckpointing,
                int padTokenId) {
            return new Settings(precision, gradientCheckpointing, padTokenId, pieceTokens(runtime.isGpu()));
        }

        /** Tokens that are computed at once on a GPU or a CPU. */
        public static int pieceTokens(boolean gpu) {
            return gpu ? GPU_PIECE : CPU_PIECE;
        }
    }

    /** A step of the model as it stands when called. */
    public MicroStep(RewardModel model, Kernels kernels, PreferenceLoss loss, Settings settings) {
        this.model = model;
        this.kernels = kernels;
        this.loss = loss;
        this.settings = settings;
        model.prepare(settings.precision());
    }

    /**
     * Forward and backward; gradients are added to the parameters.
     *
     * @param weight of the micro-batch in its update: 1 / micro-batches
     */
    public RewardMetrics train(List<TokenizedPair> pairs, double weight, long dropoutSeed) {
        try (NDManager scope = model.manager().newSubManager()) {
            List<NDArray> rewards = new ArrayList<>();
            for (List<TokenizedPair> piece : Pieces.of(pairs, settings.pieceTokens())) {
                Pass pass = new Pass(settings.precision(), true, dropoutSeed + rewards.size() * PIECE_SEED);
                try (NDManager here = scope.newSubManager();
                        RewardModel.ForwardTrace trace = model.forward(here, packed(piece), pass,
                                settings.gradientCheckpointing())) {
                    double share = weight * piece.size() / pairs.size();
                    PreferenceLoss.Result result = loss.compute(here, trace.rewards(), margins(piece), share);
                    rewards.add(trace.rewards().duplicate());
                    rewards.getLast().attach(scope);
                    model.backward(trace, result.rewardGradients());
                }
            }
            return loss.compute(scope, joined(scope, rewards), margins(pairs), weight).read();
        }
    }

    /** Metrics, and the rewards of a micro-batch: chosen 0..B-1, then rejected. */
    public record Scored(RewardMetrics metrics, float[] rewards) {
    }

    /** Forward only. */
    public Scored score(List<TokenizedPair> pairs) {
        try (NDManager scope = model.manager().newSubManager()) {
            List<NDArray> pieces = new ArrayList<>();
            for (List<TokenizedPair> piece : Pieces.of(pairs, settings.pieceTokens())) {
                pieces.add(model.rewards(scope, packed(piece), Pass.scoring(settings.precision())));
            }
            NDArray rewards = joined(scope, pieces); // [2B]
            return new Scored(loss.compute(scope, rewards, margins(pairs), 1).read(), rewards.toFloatArray());
        }
    }

    private PackedBatch packed(List<TokenizedPair> pairs) {
        return PackedBatch.ofPairs(pairs, settings.padTokenId());
    }

    private NDArray joined(NDManager scope, List<NDArray> pieces) {
        return pieces.size() == 1 ? pieces.getFirst() : kernels.tensor(scope, "join_pieces", Kernels.list(pieces));
    }

    private static float[] margins(List<TokenizedPair> pairs) {
        float[] margins = new float[pairs.size()];
        for (int i = 0; i < margins.length; i++) {
            Double margin = pairs.get(i).margin();
            margins[i] = margin == null ? 0 : margin.floatValue();
        }
        return margins;
    }

    /** Tokens of both sides, a shared prompt counted twice: TRL's {@code num_tokens}. */
    static long tokens(List<TokenizedPair> pairs) {
        return pairs.stream().mapToLong(pair -> (long) pair.chosenLength() + pair.rejectedLength()).sum();
    }
}
