package orcareward.data;

/** Half of a SHA-256: two rows share it only when their texts are the same. */
public record Hash128(long high, long low) {
}
