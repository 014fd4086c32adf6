package orcareward.engine.evaluate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.model.Pass;
import orcareward.engine.model.RewardModel;
import orcareward.engine.tensor.Kernels;
import orcareward.engine.tensor.Precision;
import orcareward.event.RunControl;
import orcareward.tokenize.TokenizedPair;

/** Pairs to the rewards of both sides, batch by batch. */
public final class PairScorer {
    private static final int BATCH = 8;

    private final RewardModel model;
    private final Kernels kernels;
    private final Precision precision;
    private final int padTokenId;

    /** Scores with the model as it stands when asked. */
    public PairScorer(RewardModel model, Kernels kernels, Precision precision, int padTokenId) {
        this.model = model;
        this.kernels = kernels;
        this.precision = precision;
        this.padTokenId = padTokenId;
    }

    /** Rewards by the model's own head; {@code heard} gets all so far after each batch. Ends early when {@code control} says so. */
    public PairRewards score(List<TokenizedPair> pairs, Consumer<PairRewards.Builder> heard, RunControl control) {
        PairRewards.Builder rewards = new PairRewards.Builder();
        for (int from = 0; from < pairs.size() && !control.isEndRequested(); from += BATCH) {
            List<TokenizedPair> batch = batch(pairs, from);
            try (NDManager scope = model.manager().newSubManager()) {
                float[] r = model.rewards(scope, PackedBatch.ofPairs(batch, padTokenId), Pass.scoring(precision))
                        .toFloatArray();
                add(rewards, batch, r, 1, 0);
            }
            heard.accept(rewards);
        }
        return rewards.build();
    }

    /**
     * What the same body gives with heads that nobody trained: one set of rewards a head. The mean over heads says what accuracy
     * chance alone reaches on these pairs.
     *
     * @param heads how many; head k is drawn from Normal(0, initializer_range) with seed k
     */
    public List<PairRewards> scoreUntrained(List<TokenizedPair> pairs, int heads, LongConsumer progress,
            RunControl control) {
        List<PairRewards.Builder> rewards = new ArrayList<>();
        for (int k = 0; k < heads; k++) {
            rewards.add(new PairRewards.Builder());
        }
        try (NDManager own = model.manager().newSubManager()) {
            NDArray weights = untrainedHeads(own, heads); // [K, H]
            for (int from = 0; from < pairs.size() && !control.isEndRequested(); from += BATCH) {
                List<TokenizedPair> batch = batch(pairs, from);
                try (NDManager scope = own.newSubManager()) {
                    NDArray features = model.features(scope, PackedBatch.ofPairs(batch, padTokenId),
                            Pass.scoring(precision));
                    NDArray asFloats = kernels.tensor(scope, "cast", features, Precision.FP32.scalarType()); // [2B, H]
                    float[] r = kernels.tensor(scope, "linear", asFloats, weights, Precision.FP32.productType())
                            .toFloatArray(); // [2B, K]
                    for (int k = 0; k < heads; k++) {
                        add(rewards.get(k), batch, r, heads, k);
                    }
                }
                progress.accept(Math.min(from + BATCH, pairs.size()));
            }
        }
        return rewards.stream().map(PairRewards.Builder::build).toList();
    }

    private NDArray untrainedHeads(NDManager scope, int heads) {
        NDArray[] rows = new NDArray[heads];
        int hidden = model.config().hiddenSize();
        for (int k = 0; k < heads; k++) {
            rows[k] = kernels.tensor(scope, "normal", 1, hidden, model.config().initializerRange(), k)
                    .toDevice(scope.getDevice(), false);
        }
        return kernels.tensor(scope, "concatenate", Kernels.list(rows));
    }

    private static List<TokenizedPair> batch(List<TokenizedPair> pairs, int from) {
        return List.copyOf(pairs.subList(from, Math.min(from + BATCH, pairs.size()))); // each pair is read once
    }

    /** Rewards of a batch lie as chosen 0..B-1, then rejected, {@code stride} numbers each. */
    private static void add(PairRewards.Builder rewards, List<TokenizedPair> batch, float[] r, int stride, int offset) {
        for (int i = 0; i < batch.size(); i++) {
            TokenizedPair pair = batch.get(i);
            rewards.add(pair.index(), r[i * stride + offset], r[(batch.size() + i) * stride + offset],
                    pair.chosenLength(),
                    pair.rejectedLength());
        }
    }
}
