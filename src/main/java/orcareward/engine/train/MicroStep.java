package orcareward.engine.train;

import ai.djl.ndarray.NDManager;
import java.util.List;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.loss.PreferenceLoss;
import orcareward.engine.model.Pass;
import orcareward.engine.model.RewardModel;
import orcareward.engine.tensor.Precision;
import orcareward.event.RewardMetrics;
import orcareward.tokenize.TokenizedPair;

/** One micro-batch: pairs to loss, and to gradients when training. */
public final class MicroStep {
    private final RewardModel model;
    private final PreferenceLoss loss;
    private final Precision precision;
    private final boolean gradientCheckpointing;
    private final int padTokenId;

    /** {@code padTokenId} tells which tokens are never scored. */
    public MicroStep(RewardModel model, PreferenceLoss loss, Precision precision, boolean gradientCheckpointing,
            int padTokenId) {
        this.model = model;
        this.loss = loss;
        this.precision = precision;
        this.gradientCheckpointing = gradientCheckpointing;
        this.padTokenId = padTokenId;
    }

    /**
     * Forward and backward; gradients are added to the parameters.
     *
     * @param weight of the micro-batch in its update: 1 / micro-batches
     */
    public RewardMetrics train(List<TokenizedPair> pairs, double weight, long dropoutSeed) {
        try (NDManager scope = model.manager().newSubManager();
                RewardModel.ForwardTrace trace = model.forward(scope, PackedBatch.ofPairs(pairs, padTokenId),
                        new Pass(precision, true, dropoutSeed), gradientCheckpointing)) {
            PreferenceLoss.Result result = loss.compute(scope, trace.rewards(), margins(pairs), weight);
            model.backward(trace, result.rewardGradients());
            return result.read();
        }
    }

    /** Metrics, and the rewards of a micro-batch: chosen 0..B-1, then rejected. */
    public record Scored(RewardMetrics metrics, float[] rewards) {
    }

    /** Forward only. */
    public Scored score(List<TokenizedPair> pairs) {
        try (NDManager scope = model.manager().newSubManager()) {
            var rewards = model.rewards(scope, PackedBatch.ofPairs(pairs, padTokenId), Pass.scoring(precision)); // [2B]
            return new Scored(loss.compute(scope, rewards, margins(pairs), 1).read(), rewards.toFloatArray());
        }
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
