package orcareward.engine.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.LongStream;
import orcareward.tokenize.ScoredToken;
import orcareward.tokenize.TokenizedPair;

/**
 * Token ids of several prompts with their responses, end to end, without padding, each prompt once.
 *
 * <p>A group lies as prompt, then its responses; positions restart after the prompt for each. What stands after a side's scored
 * token can't move its reward (attention is causal), so it is left out. A segment of attention is six numbers: queries q0 .. q0+n see
 * keys k0 .. k0+m0, then k1 .. k1+m1 (m1 may be 0, m0 not); the last n of these keys causally.
 *
 * @param ids token ids [N]
 * @param positions rotary position of each token [N]
 * @param segments attention of all tokens, 6 numbers each
 * @param scoredRows the row of each reward's token [R]
 * @param scoredSegments attention of the scored tokens alone, 6 numbers a reward
 */
public record PackedBatch(long[] ids, float[] positions, long[] segments, long[] scoredRows, long[] scoredSegments) {
    /**
     * A prompt with the responses to it.
     *
     * @param prompt token ids shared by all
     * @param responses what follows, one for each reward
     */
    public record Group(int[] prompt, List<int[]> responses) {
    }

    /** Pairs; rewards come as chosen 0..B-1, then rejected 0..B-1. */
    public static PackedBatch ofPairs(List<TokenizedPair> pairs, int padTokenId) {
        List<Group> groups = pairs.stream()
                .map(pair -> new Group(pair.promptIds(), List.of(pair.chosenIds(), pair.rejectedIds())))
                .toList();
        return new Builder(padTokenId, 2 * pairs.size()).build(groups, (group, side) -> side * pairs.size() + group);
    }

    /** Groups; rewards come group by group. */
    public static PackedBatch ofGroups(List<Group> groups, int padTokenId) {
        int[] first = new int[groups.size()];
        int rewards = 0;
        for (int i = 0; i < first.length; i++) {
            first[i] = rewards;
            rewards += groups.get(i).responses().size();
        }
        return new Builder(padTokenId, rewards).build(groups, (group, response) -> first[group] + response);
    }

    /** Tokens that are computed. */
    public int tokens() {
        return ids.length;
    }

    /** Rewards that come out. */
    public int rewards() {
        return scoredRows.length;
    }

    private static final class Builder {
        private final int padTokenId;
        private final LongStream.Builder ids = LongStream.builder();
        private final List<Float> positions = new ArrayList<>();
        private final LongStream.Builder segments = LongStream.builder();
        private final long[] scoredRows;
        private final long[] scoredSegments;
        private int end;

        Builder(int padTokenId, int rewards) {
            this.padTokenId = padTokenId;
            this.scoredRows = new long[rewards];
            this.scoredSegments = new long[6 * rewards];
        }

        PackedBatch build(List<Group> groups, IntBinaryOperator slot) {
            for (int g = 0; g < groups.size(); g++) {
                int group = g;
                add(groups.get(g), response -> slot.applyAsInt(group, response));
            }
            float[] allPositions = new float[positions.size()];
            for (int i = 0; i < allPositions.length; i++) {
                allPositions[i] = positions.get(i);
            }
            return new PackedBatch(ids.build().toArray(), allPositions, segments.build().toArray(), scoredRows,
                    scoredSegments);
        }

        private void add(Group group, java.util.function.IntUnaryOperator slot) {
            int[] prompt = group.prompt();
            int[] used = new int[group.responses().size()]; // tokens of each side up to its scored one
            int longest = 0;
            for (int i = 0; i < used.length; i++) {
                used[i] = ScoredToken.index(prompt, group.responses().get(i), padTokenId) + 1;
                longest = Math.max(longest, used[i]);
            }
            int promptLength = Math.min(prompt.length, longest);
            int start = end;
            append(prompt, promptLength, 0);
            boolean promptAttended = false;
            for (int i = 0; i < used.length; i++) {
                int own = used[i] - prompt.length;
                if (own <= 0) { // this side ends inside the shared prompt
                    scored(slot.applyAsInt(i), start + used[i] - 1, start, used[i], 0, 0);
                    continue;
                }
                int ownStart = end;
                append(group.responses().get(i), own, promptLength);
                if (promptAttended && promptLength > 0) {
                    segment(ownStart, own, start, promptLength, ownStart, own);
                    scored(slot.applyAsInt(i), end - 1, start, promptLength, ownStart, own);
                } else { // the first one continues the prompt without a seam; without a prompt each is a run of its own
                    int runStart = ownStart - promptLength;
                    run(runStart, promptLength + own);
                    scored(slot.applyAsInt(i), end - 1, runStart, promptLength + own, 0, 0);
                    promptAttended = true;
                }
            }
            if (!promptAttended) {
                run(start, promptLength);
            }
        }

        private void append(int[] tokens, int count, int firstPosition) {
            for (int i = 0; i < count; i++) {
                ids.add(tokens[i]);
                positions.add((float) (firstPosition + i));
            }
            end += count;
        }

        /** Causal attention within start .. start+length. */
        private void run(int start, int length) {
            segment(start, length, start, length, 0, 0);
        }

        private void segment(long q0, long n, long k0, long m0, long k1, long m1) {
            segments.add(q0).add(n).add(k0).add(m0).add(k1).add(m1);
        }

        private void scored(int slot, int row, long k0, long m0, long k1, long m1) {
            scoredRows[slot] = row;
            long[] segment = {slot, 1, k0, m0, k1, m1}; // in the last layer the queries are the scored tokens themselves
            System.arraycopy(segment, 0, scoredSegments, 6 * slot, segment.length);
        }
    }
}
