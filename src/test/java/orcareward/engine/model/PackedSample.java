package orcareward.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import orcareward.engine.batch.PackedBatch;
import orcareward.tokenize.TokenizedPair;

/**
 * A packed batch, and token by token what attention shows, worked out without its segments.
 *
 * @param name what is special about it
 * @param sides each reward's tokens up to the scored one
 * @param visible which keys each token sees [N][N]
 */
record PackedSample(String name, PackedBatch batch, List<int[]> sides, boolean[][] visible) {
    static final int PAD = 0;
    private static final int VOCABULARY = 500;
    private static final int BLOCK = AttentionJobs.MAX_QUERIES;

    /** All the shapes that are worth a look. */
    static Stream<PackedSample> all() {
        Random random = new Random(1);
        Stream<PackedSample> pairs = Stream.of(
                ofPairs("one token", pair(ids(random, 1), ids(random, 1))),
                ofPairs("one-token responses", pair(random, 5, 1, 1), pair(random, 1, 1, 1), pair(random, 9, 7, 1)),
                ofPairs("nothing shared", pair(random, 0, 4, 6), pair(random, 0, 1, 1), pair(random, 0, 9, 1)),
                ofPairs("identical sides", pair(random, 6, 0, 0), pair(random, 1, 0, 0)),
                ofPairs("one side begins the other", pair(random, 5, 0, 3), pair(random, 4, 6, 0),
                        pair(random, 1, 0, 1)),
                ofPairs("padded ends", pair(new int[]{5, 6, 7, PAD, PAD}, new int[]{5, 6, 8, 9, PAD}),
                        pair(new int[]{5, PAD, PAD, 4}, new int[]{5, PAD, PAD}),
                        pair(new int[]{3, 4, PAD}, new int[]{3, 4, PAD, PAD})),
                ofPairs("a prompt longer than two blocks", pair(random, 2 * BLOCK + 44, 5, 3)),
                ofPairs("whole blocks", pair(random, BLOCK, BLOCK, BLOCK)),
                ofPairs("one token less and one more than a block", pair(random, BLOCK - 1, 2, BLOCK + 1)),
                ofPairs("one token before a block", pair(random, 1, BLOCK, BLOCK - 1)),
                ofPairs("blocks of their own", pair(random, 0, BLOCK + 1, 2 * BLOCK)),
                ofPairs("random", random(random), random(random), random(random), random(random)),
                ofPairs("random again", random(random), random(random)));
        Stream<PackedSample> groups = Stream.of(
                ofGroups("groups", group(random, 4, 3, 1, 5), group(random, 0, 2, 6, 1), group(random, 7, 1),
                        group(random, 3, 0, 0), group(random, 2, 4, 0, 1, 4)));
        return Stream.concat(pairs, groups);
    }

    private static int[] ids(Random random, int count) {
        return random.ints(count, 1, VOCABULARY).toArray();
    }

    private static TokenizedPair pair(int[] chosen, int[] rejected) {
        return TokenizedPair.of(0, chosen, rejected, null);
    }

    /** Lengths of what both share, and of each side's own. */
    private static TokenizedPair pair(Random random, int prompt, int chosen, int rejected) {
        return new TokenizedPair(0, ids(random, prompt), ids(random, chosen), ids(random, rejected), null);
    }

    private static TokenizedPair random(Random random) {
        return pair(random, 1 + random.nextInt(40), random.nextInt(30), random.nextInt(30));
    }

    private static PackedBatch.Group group(Random random, int prompt, int... responses) {
        return new PackedBatch.Group(ids(random, prompt),
                Arrays.stream(responses).mapToObj(length -> ids(random, length)).toList());
    }

    private static PackedSample ofPairs(String name, TokenizedPair... pairs) {
        List<PackedBatch.Group> groups = Arrays.stream(pairs)
                .map(pair -> new PackedBatch.Group(pair.promptIds(), List.of(pair.chosenIds(), pair.rejectedIds())))
                .toList();
        List<int[]> byGroup = sides(groups);
        List<int[]> chosenFirst = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            for (int i = side; i < byGroup.size(); i += 2) {
                chosenFirst.add(byGroup.get(i));
            }
        }
        return new PackedSample(name, PackedBatch.ofPairs(List.of(pairs), PAD), chosenFirst, visible(groups));
    }

    private static PackedSample ofGroups(String name, PackedBatch.Group... groups) {
        return new PackedSample(name, PackedBatch.ofGroups(List.of(groups), PAD), sides(List.of(groups)),
                visible(List.of(groups)));
    }

    /** Prompt and response without what follows the last token that isn't padding. */
    private static int[] side(int[] prompt, int[] response) {
        int[] whole = Arrays.copyOf(prompt, prompt.length + response.length);
        System.arraycopy(response, 0, whole, prompt.length, response.length);
        int end = whole.length;
        while (end > 1 && whole[end - 1] == PAD) {
            end--;
        }
        return Arrays.copyOf(whole, end);
    }

    private static List<int[]> sides(List<PackedBatch.Group> groups) {
        return groups.stream()
                .flatMap(group -> group.responses().stream().map(response -> side(group.prompt(), response))).toList();
    }

    /** A token of a batch: a prompt's belong to all responses. */
    private record Token(int group, int response, int position) {
        private static final int ALL = -1;

        boolean sees(Token key) {
            return group == key.group && (key.response == ALL || key.response == response) && key.position <= position;
        }
    }

    private static boolean[][] visible(List<PackedBatch.Group> groups) {
        List<Token> tokens = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            int[] prompt = groups.get(g).prompt();
            List<int[]> sides = sides(List.of(groups.get(g)));
            int longest = sides.stream().mapToInt(side -> side.length).max().orElseThrow();
            for (int i = 0; i < Math.min(prompt.length, longest); i++) {
                tokens.add(new Token(g, Token.ALL, i));
            }
            for (int s = 0; s < sides.size(); s++) {
                for (int i = prompt.length; i < sides.get(s).length; i++) {
                    tokens.add(new Token(g, s, i));
                }
            }
        }
        boolean[][] visible = new boolean[tokens.size()][tokens.size()];
        for (int i = 0; i < visible.length; i++) {
            for (int j = 0; j < visible.length; j++) {
                visible[i][j] = tokens.get(i).sees(tokens.get(j));
            }
        }
        return visible;
    }

    /** The same for the scored tokens alone [R][N]. */
    boolean[][] visibleToScored() {
        return Arrays.stream(batch.scoredRows()).mapToObj(row -> visible[Math.toIntExact(row)])
                .toArray(boolean[][]::new);
    }

    @Override
    public String toString() {
        return name;
    }
}
