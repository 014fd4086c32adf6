package orcareward.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.tensor.Kernels;

/**
 * A packed batch on the device.
 *
 * @param ids token ids [N]
 * @param all attention of all tokens
 * @param scored attention of the scored tokens alone, used in the last layer
 */
record BatchTensors(NDArray ids, Attended all, Attended scored) {
    /**
     * Which tokens are queries, and their rotary tables.
     *
     * @param rows rows of the queries [M], or null when all tokens are
     * @param cos of the queries [M, D/2]
     * @param sin of the queries [M, D/2]
     * @param keyCos of all tokens [N, D/2]
     * @param keySin of all tokens [N, D/2]
     * @param segments which keys they attend to, see {@link PackedBatch}
     * @param jobs the same, cut into blocks
     */
    record Attended(@org.jspecify.annotations.Nullable NDArray rows, NDArray cos, NDArray sin, NDArray keyCos,
            NDArray keySin, long[] segments, long[] jobs) {
    }

    static BatchTensors of(NDManager scope, Kernels kernels, PackedBatch batch, NDArray inverseFrequencies) {
        NDArray ids = scope.create(batch.ids());
        NDArray rows = scope.create(batch.scoredRows());
        NDArray positions = scope.create(batch.positions(), new Shape(batch.tokens()));
        NDArray[] rope = kernels.tensors(scope, "rope_tables", positions, inverseFrequencies);
        NDArray scoredCos = kernels.tensor(scope, "select_rows", rope[0], rows);
        NDArray scoredSin = kernels.tensor(scope, "select_rows", rope[1], rows);
        return new BatchTensors(ids, new Attended(null, rope[0], rope[1], rope[0], rope[1], batch.segments(),
                AttentionJobs.of(batch.segments())),
                new Attended(rows, scoredCos, scoredSin, rope[0], rope[1], batch.scoredSegments(),
                        batch.scoredSegments()));
    }
}
