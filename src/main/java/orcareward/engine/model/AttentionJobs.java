package orcareward.engine.model;

import java.util.stream.LongStream;

/**
 * Segments of a {@link orcareward.engine.batch.PackedBatch} cut into jobs that bound the size of a score matrix. Six numbers each,
 * in both: queries q0 .. q0+n see keys k0 .. k0+m0, then k1 .. k1+m1; the last n of these keys causally.
 */
final class AttentionJobs {
    /** Queries a job has at most: with more, computing what causality then hides costs more than fewer calls save. */
    static final int MAX_QUERIES = 128;
    private static final int NUMBERS = 6;

    private AttentionJobs() {
    }

    /** Equal pieces of at most {@link #MAX_QUERIES} queries, each with the keys that its last query sees. */
    static long[] of(long[] segments) {
        LongStream.Builder jobs = LongStream.builder();
        for (int i = 0; i < segments.length; i += NUMBERS) {
            long length = segments[i + 1];
            long pieces = Math.ceilDiv(length, MAX_QUERIES);
            long size = Math.ceilDiv(length, pieces);
            for (long from = 0; from < length; from += size) {
                long n = Math.min(size, length - from);
                long hidden = length - (from + n); // keys after the piece's last query
                boolean branch = segments[i + 5] > 0;
                jobs.add(segments[i] + from).add(n);
                jobs.add(segments[i + 2]).add(branch ? segments[i + 3] : segments[i + 3] - hidden);
                jobs.add(segments[i + 4]).add(branch ? segments[i + 5] - hidden : 0);
            }
        }
        return jobs.build().toArray();
    }
}
