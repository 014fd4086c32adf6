package orcareward.engine.score;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.model.Pass;
import orcareward.engine.model.RewardModel;
import orcareward.engine.tensor.Precision;

/** Responses to prompts, as token ids, to rewards; the responses to one prompt share its computation. */
public final class ResponseScorer {
    private final RewardModel model;
    private final Precision precision;
    private final int padTokenId;

    /** Scores with the model as it stands when asked. */
    public ResponseScorer(RewardModel model, Precision precision, int padTokenId) {
        this.model = model;
        this.precision = precision;
        this.padTokenId = padTokenId;
    }

    /**
     * Rewards of several prompts' responses in one batch.
     *
     * @param prompts for each prompt the whole sequences, prompt and response, of its responses
     * @return for each prompt the rewards of its responses
     */
    public List<float[]> score(List<List<int[]>> prompts) {
        List<PackedBatch.Group> groups = prompts.stream().map(ResponseScorer::group).toList();
        float[] rewards;
        try (NDManager scope = model.manager().newSubManager()) {
            rewards = model.rewards(scope, PackedBatch.ofGroups(groups, padTokenId), Pass.scoring(precision))
                    .toFloatArray();
        }
        List<float[]> result = new ArrayList<>();
        int from = 0;
        for (List<int[]> responses : prompts) {
            result.add(Arrays.copyOfRange(rewards, from, from + responses.size()));
            from += responses.size();
        }
        return result;
    }

    /** Parts the sequences at the end of what all of them share. */
    private static PackedBatch.Group group(List<int[]> sequences) {
        int[] first = sequences.getFirst();
        int shared = first.length;
        for (int[] sequence : sequences) {
            int differs = Arrays.mismatch(first, sequence);
            shared = Math.min(shared, differs < 0 ? shared : differs);
        }
        int prompt = sequences.size() == 1 ? 0 : shared;
        return new PackedBatch.Group(Arrays.copyOf(first, prompt),
                sequences.stream().map(sequence -> Arrays.copyOfRange(sequence, prompt, sequence.length)).toList());
    }
}
