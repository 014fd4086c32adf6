package orcareward.ui.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which words of two texts differ: a longest common subsequence of words (Myers, 1986), with bounds on its size. Where the texts are too
 * long or share too little, marking would say nothing and nothing is marked.
 *
 * @param left the first text in runs
 * @param right the second text in runs
 * @param marked false where the texts were too different or too long to mark words
 */
record WordDiff(List<Run> left, List<Run> right, boolean marked) {
    /** Words and single signs; white space goes with the word before it. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_'\u2019]+\\s*|[^\\p{L}\\p{N}_'\u2019]\\s*");
    private static final int MOST_WORDS = 6000;
    /** Edits, at most: the work is words x edits and the memory edits x edits. */
    private static final int MOST_EDITS = 1200;
    private static final double LEAST_SHARED = 0.3;

    WordDiff {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    /** A stretch of one text. */
    record Run(String text, boolean differs) {
    }

    /** Compares two texts. */
    static WordDiff of(String left, String right) {
        List<String> a = words(left);
        List<String> b = words(right);
        boolean[] inA = new boolean[a.size()];
        boolean[] inB = new boolean[b.size()];
        int shared = a.size() > MOST_WORDS || b.size() > MOST_WORDS ? -1 : new Myers(a, b, inA, inB).mark();
        int most = Math.max(a.size(), b.size());
        if (shared < 0 || shared < LEAST_SHARED * most) {
            return new WordDiff(List.of(new Run(left, false)), List.of(new Run(right, false)), false);
        }
        return new WordDiff(runs(a, inA), runs(b, inB), true);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** Neighbours of one kind together. */
    private static List<Run> runs(List<String> words, boolean[] shared) {
        List<Run> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            if (i > 0 && shared[i] != shared[i - 1]) {
                runs.add(new Run(run.toString(), !shared[i - 1]));
                run.setLength(0);
            }
            run.append(words.get(i));
        }
        if (!run.isEmpty()) {
            runs.add(new Run(run.toString(), !shared[words.size() - 1]));
        }
        return runs;
    }

    /** The greedy algorithm: for each number of edits, how far each diagonal reaches. */
    private static final class Myers {
        private final List<String> a;
        private final List<String> b;
        private final boolean[] inA;
        private final boolean[] inB;
        private final int most;
        private final List<int[]> trace = new ArrayList<>();

        Myers(List<String> a, List<String> b, boolean[] inA, boolean[] inB) {
            this.a = a.stream().map(String::strip).toList();
            this.b = b.stream().map(String::strip).toList();
            this.inA = inA;
            this.inB = inB;
            this.most = Math.min(MOST_EDITS, a.size() + b.size());
        }

        /** Marks what both share; how many words that is, or -1 when there are too many edits. */
        int mark() {
            int[] reach = new int[2 * most + 3];
            for (int edits = 0; edits <= most; edits++) {
                for (int k = -edits; k <= edits; k += 2) {
                    int x = start(reach, edits, k);
                    int y = x - k;
                    while (x < a.size() && y < b.size() && a.get(x).equals(b.get(y))) {
                        x++;
                        y++;
                    }
                    reach[k + most + 1] = x;
                    if (x >= a.size() && y >= b.size()) {
                        return back(edits);
                    }
                }
                trace.add(Arrays.copyOfRange(reach, most + 1 - edits, most + 2 + edits));
            }
            return -1;
        }

        private int start(int[] reach, int edits, int k) {
            int at = k + most + 1;
            return k == -edits || k != edits && reach[at - 1] < reach[at + 1] ? reach[at + 1] : reach[at - 1] + 1;
        }

        private int back(int edits) {
            int shared = 0;
            int x = a.size();
            int y = b.size();
            for (int d = edits; d >= 0; d--) {
                int k = x - y;
                int beforeX = 0;
                int beforeY = 0;
                if (d > 0) {
                    int[] before = trace.get(d - 1); // its diagonal k is at k + d - 1
                    boolean down = k == -d || k != d && at(before, k - 1, d) < at(before, k + 1, d);
                    int beforeK = down ? k + 1 : k - 1;
                    beforeX = at(before, beforeK, d);
                    beforeY = beforeX - beforeK;
                }
                while (x > beforeX && y > beforeY) {
                    x--;
                    y--;
                    inA[x] = true;
                    inB[y] = true;
                    shared++;
                }
                x = beforeX;
                y = beforeY;
            }
            return shared;
        }

        private static int at(int[] before, int k, int d) {
            return before[k + d - 1];
        }
    }
}
