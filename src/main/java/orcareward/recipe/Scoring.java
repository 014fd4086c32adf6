package orcareward.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import orcareward.config.DeviceChoice;
import orcareward.config.PromptFormat;
import orcareward.engine.score.ResponseScorer;
import orcareward.engine.tensor.Precision;
import orcareward.engine.tensor.TorchRuntime;
import orcareward.event.RunControl;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import orcareward.tokenize.Prompt;
import orcareward.tokenize.RewardTokenizer;
import org.jspecify.annotations.Nullable;

/** A loaded model with what scoring needs, on the thread that opened it: a question from its texts to rewards. */
final class Scoring implements AutoCloseable {
    /** Tokens in a batch, about: enough to fill the cores, little enough for any memory. */
    private static final int BATCH_TOKENS = 4096;

    private final TorchRuntime runtime;
    private final ScoringModel model;
    private final ResponseScorer scorer;
    private final TokenViewer viewer;
    private final ScorableModel facts;

    private Scoring(TorchRuntime runtime, ScoringModel model) {
        this.runtime = runtime;
        this.model = model;
        scorer = new ResponseScorer(model.model().model(), Precision.FP32, model.tokenizer().padTokenId());
        viewer = new TokenViewer(model.tokenizer());
        facts = new ScorableModel(model.folder(), format(model), formats(model.tokenizer()),
                model.model().model().config().maxPositionEmbeddings(),
                model.card().map(card -> card.data().maxLength()).orElse(null), runtime.deviceName());
    }

    static Scoring open(Path folder, DeviceChoice device, Clock clock) throws IOException {
        TorchRuntime runtime = TorchRuntime.start(device);
        try {
            return new Scoring(runtime, ScoringModel.open(runtime, folder, clock));
        } catch (IOException | RuntimeException | Error e) {
            runtime.close();
            throw e;
        }
    }

    /** What the model was trained with, else its chat template, else plain texts. */
    private static PromptFormat format(ScoringModel model) {
        PromptFormat trained = model.promptFormat(null);
        return trained != PromptFormat.AUTO ? trained : formats(model.tokenizer()).getFirst();
    }

    private static List<PromptFormat> formats(RewardTokenizer tokenizer) {
        return Stream.of(PromptFormat.CHAT, PromptFormat.PLAIN, PromptFormat.RESPONSE_ONLY)
                .filter(format -> format == PromptFormat.CHAT
                        ? tokenizer.chatTemplate().isPresent()
                        : tokenizer.eosToken().isPresent())
                .toList();
    }

    ScorableModel facts() {
        return facts;
    }

    ScoreAnswer score(ScoreQuestion question, RunControl control) {
        long begin = System.nanoTime();
        PromptFormat asked = question.format();
        PromptFormat format = asked == null || asked == PromptFormat.AUTO ? facts.format() : asked;
        require(question, format);
        model.tokenizer().require(format);
        List<int[]> sequences = new ArrayList<>();
        for (int i = 0; i < question.responses().size(); i++) {
            String response = question.responses().get(i);
            sequences.add(response.isBlank() ? new int[0] : tokens(question, response, format, "response " + (i + 1)));
        }
        double[] rewards = rewards(sequences, control);
        int shared = shared(sequences, question, format);
        List<ScoreAnswer.Response> answered = new ArrayList<>();
        for (int i = 0; i < rewards.length; i++) {
            answered.add(answer(sequences.get(i), shared, rewards[i], "response " + (i + 1)));
        }
        return new ScoreAnswer(format, answered, (System.nanoTime() - begin) / 1e9);
    }

    private static void require(ScoreQuestion question, PromptFormat format) {
        if (format != PromptFormat.RESPONSE_ONLY && question.prompt().isBlank()) {
            throw new ProblemException("prompt", "there is no prompt", "Write what the responses answer");
        }
        if (question.responses().stream().allMatch(String::isBlank)) {
            throw new ProblemException("responses", "there is no response", "Write at least one");
        }
    }

    /** A prompt of a plain format is joined to the response as it is, like one of a {@code prompt} column. */
    private int[] tokens(ScoreQuestion question, String response, PromptFormat format, String place) {
        Prompt prompt = new Prompt.Text(question.system(), question.prompt(), format == PromptFormat.PLAIN);
        return model.tokenizer().encode(model.tokenizer().responseText(prompt, response, format, place));
    }

    private double[] rewards(List<int[]> sequences, RunControl control) {
        double[] rewards = new double[sequences.size()];
        Arrays.fill(rewards, Double.NaN);
        List<Integer> batch = new ArrayList<>();
        long tokens = 0;
        for (int i = 0; i < sequences.size(); i++) {
            if (problem(sequences.get(i), "") != null) {
                continue;
            }
            batch.add(i);
            tokens += sequences.get(i).length;
            if (tokens >= BATCH_TOKENS) {
                compute(batch, sequences, rewards, control);
                batch.clear();
                tokens = 0;
            }
        }
        compute(batch, sequences, rewards, control);
        return rewards;
    }

    private void compute(List<Integer> batch, List<int[]> sequences, double[] rewards, RunControl control) {
        if (control.isEndRequested()) {
            throw new CancellationException();
        }
        if (!batch.isEmpty()) {
            float[] computed = scorer.score(List.of(batch.stream().map(sequences::get).toList())).getFirst();
            for (int k = 0; k < computed.length; k++) {
                rewards[batch.get(k)] = computed[k];
            }
        }
    }

    /** Tokens that all responses have in common: their prompt, and what an empty response would begin with as well. */
    private int shared(List<int[]> sequences, ScoreQuestion question, PromptFormat format) {
        int[] empty;
        try {
            empty = tokens(question, "", format, "");
        } catch (ProblemException e) {
            return 0; // a template that refuses empty turns; only the tint of the tokens depends on it
        }
        int shared = empty.length;
        for (int[] sequence : sequences) {
            int differs = Arrays.mismatch(empty, sequence);
            shared = sequence.length == 0 || differs < 0 ? shared : Math.min(shared, differs);
        }
        return shared;
    }

    private ScoreAnswer.Response answer(int[] sequence, int shared, double reward, String place) {
        SeenSide seen = sequence.length == 0
                ? null
                : viewer.side(Arrays.copyOf(sequence, Math.min(shared, sequence.length)),
                        Arrays.copyOfRange(sequence, Math.min(shared, sequence.length), sequence.length));
        return new ScoreAnswer.Response(reward, seen, problem(sequence, place));
    }

    private @Nullable Problem problem(int[] sequence, String place) {
        if (sequence.length == 0) {
            return new Problem(place, "there is no text", "Write one, or remove it");
        }
        if (sequence.length > facts.mostTokens()) {
            return new Problem(place, "it has %,d tokens with its prompt, the model takes %,d"
                    .formatted(sequence.length, facts.mostTokens()), "Shorten it");
        }
        return null;
    }

    @Override
    public void close() {
        model.close();
        runtime.close();
    }
}
