package orcareward.recipe;

import java.util.List;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.model.LlamaConfig;
import orcareward.engine.model.Projection;
import orcareward.tokenize.TokenizedPair;

/**
 * What a batch costs, counted and not timed.
 *
 * @param computed tokens that are computed: a shared prompt once, no padding
 * @param real tokens of both sides, a shared prompt twice
 * @param padded tokens of a batch padded to its longest side, as TRL computes it
 * @param flop floating point operations of the matrix products that {@code computed} needs; recomputation doesn't count
 */
public record BenchWork(long computed, long real, long padded, double flop) {
    /** Counts a batch. Backward costs twice the forward pass, but once for the products with frozen weights. */
    static BenchWork of(LlamaConfig config, List<TokenizedPair> pairs, PackedBatch batch, BenchJob job) {
        long real = 0;
        long longest = 0;
        for (TokenizedPair pair : pairs) {
            real += pair.chosenLength() + pair.rejectedLength();
            longest = Math.max(longest, Math.max(pair.chosenLength(), pair.rejectedLength()));
        }
        boolean trains = job.mode() == BenchJob.Mode.TRAIN;
        double linearPasses = !trains ? 1 : job.lora() > 0 ? 2 : 3;
        double attentionPasses = trains ? 3 : 1;
        int layers = config.numHiddenLayers();
        double linear = (layers - 1) * linear(config, batch.tokens(), batch.tokens())
                + linear(config, batch.tokens(), batch.rewards());
        double attention = (layers - 1) * attention(config, batch.jobs()) + attention(config, batch.scoredJobs());
        return new BenchWork(batch.tokens(), real, 2L * pairs.size() * longest,
                linear * linearPasses + attention * attentionPasses);
    }

    /** A layer's projections: keys and values for all tokens, everything else for the queries. */
    private static double linear(LlamaConfig config, long tokens, long queries) {
        double flop = 0;
        for (Projection projection : Projection.values()) {
            boolean ofKeys = projection == Projection.K_PROJ || projection == Projection.V_PROJ;
            flop += 2.0 * projection.inFeatures(config) * projection.outFeatures(config) * (ofKeys ? tokens : queries);
        }
        return flop;
    }

    /** A layer's scores and their product with the values, for the keys that a query may see. */
    private static double attention(LlamaConfig config, long[] jobs) {
        double seen = 0;
        for (int i = 0; i < jobs.length; i += 6) {
            double queries = jobs[i + 1];
            double keys = jobs[i + 3] + jobs[i + 5];
            seen += queries * keys - queries * (queries - 1) / 2;
        }
        return 4.0 * config.numAttentionHeads() * config.headDim() * seen;
    }
}
