package orcareward.recipe;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import orcareward.data.ChatMessage;
import orcareward.problem.ProblemException;
import orcareward.tokenize.Prompt;

/**
 * Responses from a file.
 *
 * @param withPrompts whether the file has prompts too, a question for each; else there is one question with an empty prompt
 * @param questions at least one
 */
public record Candidates(boolean withPrompts, List<ScoreQuestion> questions) {
    private static final String REMEDY = "Give JSONL as `orca score` takes it, or a text file with a blank line between responses";

    /** A copy whose list can't change. */
    public Candidates {
        questions = List.copyOf(questions);
    }

    /**
     * Reads {@code .jsonl} or {@code .json} as {@code orca score} does, a prompt with its responses a line; any other file as text,
     * with a blank line between responses.
     *
     * @throws ProblemException naming the line that can't be used
     */
    public static Candidates read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String text = text(file);
        return name.endsWith(".jsonl") || name.endsWith(".json") ? jsonLines(file, text) : texts(file, text);
    }

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(file.toString(), "there is no such file", REMEDY);
        }
        try {
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (MalformedInputException e) {
            throw new ProblemException(file.toString(), "the file isn't UTF-8 text", REMEDY, e);
        }
    }

    private static Candidates jsonLines(Path file, String text) {
        List<ScoreQuestion> questions = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                String where = file + ", line " + number;
                ScoreRequest request = ScoreRequest.parse(line, where);
                questions.add(question(request.prompt(), request.responses(), where));
            }
        }
        return new Candidates(true, filled(file, questions));
    }

    private static ScoreQuestion question(Prompt prompt, List<String> responses, String where) {
        return switch (prompt) {
            case Prompt.Text both -> new ScoreQuestion(both.system(), both.prompt(), responses, null);
            case Prompt.Turns turns -> ofTurns(turns.messages(), responses, where);
        };
    }

    private static ScoreQuestion ofTurns(List<ChatMessage> turns, List<String> responses, String where) {
        boolean system = turns.getFirst().role().equals("system");
        if (turns.size() != (system ? 2 : 1) || !turns.getLast().role().equals("user")) {
            throw new ProblemException(where, "it has more than a system and a user's message",
                    "Score conversations with `orca score`");
        }
        return new ScoreQuestion(system ? turns.getFirst().content() : "", turns.getLast().content(), responses, null);
    }

    private static Candidates texts(Path file, String text) {
        List<String> responses = text.replace("\r\n", "\n").strip().isEmpty()
                ? List.of()
                : List.of(text.replace("\r\n", "\n").strip().split("\n[ \t]*\n\\s*"));
        List<ScoreQuestion> questions = responses.isEmpty()
                ? List.of()
                : List.of(new ScoreQuestion("", "", responses, null));
        return new Candidates(false, filled(file, questions));
    }

    private static List<ScoreQuestion> filled(Path file, List<ScoreQuestion> questions) {
        if (questions.isEmpty()) {
            throw new ProblemException(file.toString(), "there is nothing in the file", REMEDY);
        }
        return questions;
    }
}
