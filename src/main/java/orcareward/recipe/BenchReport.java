package orcareward.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark measured; sums are over the counted steps.
 *
 * @param job what was run
 * @param threads threads of one operation
 * @param device where it ran
 * @param pairs pairs in the counted steps
 * @param peakRssBytes most memory that the process had, Java's included; 0 where the platform doesn't tell
 * @param rows all steps, warm-up included
 */
public record BenchReport(BenchJob job, int threads, String device, long pairs, long peakRssBytes, List<Row> rows) {
    private static final double GIGA = 1e9;

    /** A copy whose list can't change. */
    public BenchReport {
        rows = List.copyOf(rows);
    }

    /**
     * One step.
     *
     * @param batch index in the file
     * @param warmup whether it isn't counted
     * @param seconds wall time, until its loss was known
     * @param loss of the batch before the update
     * @param gradNorm before clipping, 0 when scoring
     * @param work what had to be computed
     */
    public record Row(int batch, boolean warmup, double seconds, double loss, double gradNorm, BenchWork work) {
    }

    /** Wall time of the counted steps. */
    public double totalSeconds() {
        return counted().stream().mapToDouble(Row::seconds).sum();
    }

    /** Pairs a second over the counted steps. */
    public double pairsPerSecond() {
        return pairs / totalSeconds();
    }

    /** Tokens computed in the counted steps: a shared prompt once, no padding. */
    public long tokensComputed() {
        return counted().stream().mapToLong(row -> row.work().computed()).sum();
    }

    /** Arithmetic of the matrix products that the counted steps need, in GFLOP a second. */
    public double gflopsNeeded() {
        return counted().stream().mapToDouble(row -> row.work().flop()).sum() / GIGA / totalSeconds();
    }

    private List<Row> counted() {
        return rows.stream().filter(row -> !row.warmup()).toList();
    }

    /** The report as plain values, in the names that {@code reference/} reads. */
    public Map<String, Object> toMap() {
        List<Row> counted = counted();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("program", "orca");
        map.put("mode", job.mode().name().toLowerCase(java.util.Locale.ROOT));
        map.put("dtype", job.bf16() ? "bf16" : "fp32");
        map.put("device", device);
        map.put("lora", job.lora());
        map.put("gradient_checkpointing", job.gradientCheckpointing());
        map.put("threads", threads);
        map.put("prepass", job.prepass());
        map.put("steps", counted.size());
        map.put("pairs_per_s", pairsPerSecond());
        map.put("total_s", totalSeconds());
        map.put("peak_rss_mib", peakRssBytes >> 20);
        map.put("tokens_computed", tokensComputed());
        map.put("tokens_real", counted.stream().mapToLong(row -> row.work().real()).sum());
        map.put("tokens_padded", counted.stream().mapToLong(row -> row.work().padded()).sum());
        map.put("model_gflop_needed", counted.stream().mapToDouble(row -> row.work().flop()).sum() / GIGA);
        map.put("gflops_needed", gflopsNeeded());
        map.put("rows", rows.stream().map(BenchReport::toMap).toList());
        return map;
    }

    private static Map<String, Object> toMap(Row row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("batch", row.batch());
        map.put("warmup", row.warmup());
        map.put("s", row.seconds());
        map.put("loss", row.loss());
        map.put("grad_norm", row.gradNorm());
        map.put("tokens", row.work().computed());
        return map;
    }
}
