package orcareward.ui.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import orcareward.problem.Problem;
import orcareward.recipe.ScoreAnswer;

/**
 * A response in the ranking.
 *
 * @param rank from 1; 0 when it has no reward
 * @param index its place among the responses
 * @param text the response
 * @param reward NaN when it has none
 * @param toBest reward less the best one's, 0 for the best
 * @param other the second model's reward; NaN when there is none
 * @param otherRank its rank by the second model; 0 when there is none
 * @param tokens with its prompt
 * @param problem why it has no reward; empty when it has
 */
record RankedResponse(int rank, int index, String text, double reward, double toBest, double other, int otherRank,
        int tokens, String problem) {

    /** How its letter stands in the list. */
    String name() {
        return ResponseItem.name(index);
    }

    /** How likely a person prefers it to the best one, by the Bradley-Terry model: sigmoid(reward - best). */
    double chanceAgainstBest() {
        return 1 / (1 + Math.exp(-toBest));
    }

    /** The responses of a question by falling reward of the first model, those without a reward last. */
    static List<RankedResponse> ranked(List<String> texts, List<ScoreAnswer> answers) {
        List<ScoreAnswer.Response> first = answers.getFirst().responses();
        List<ScoreAnswer.Response> second = answers.size() > 1 ? answers.get(1).responses() : List.of();
        List<Integer> order = order(first);
        List<Integer> secondOrder = order(second);
        double best = order.isEmpty() ? Double.NaN : first.get(order.getFirst()).reward();
        List<RankedResponse> ranked = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            ScoreAnswer.Response response = first.get(i);
            Problem problem = response.problem();
            ranked.add(new RankedResponse(order.indexOf(i) + 1, i, texts.get(i), response.reward(),
                    response.reward() - best, second.isEmpty() ? Double.NaN : second.get(i).reward(),
                    secondOrder.indexOf(i) + 1, response.seen() == null ? 0 : response.seen().tokens().size(),
                    problem == null ? "" : problem.toLine()));
        }
        ranked.sort(Comparator.comparing((RankedResponse row) -> row.rank == 0 ? Integer.MAX_VALUE : row.rank)
                .thenComparing(RankedResponse::index));
        return List.copyOf(ranked);
    }

    private static List<Integer> order(List<ScoreAnswer.Response> responses) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < responses.size(); i++) {
            if (responses.get(i).isScored()) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparing((Integer i) -> responses.get(i).reward()).reversed());
        return order;
    }
}
