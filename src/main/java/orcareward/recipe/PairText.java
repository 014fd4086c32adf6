package orcareward.recipe;

import java.util.List;
import java.util.stream.Collectors;
import orcareward.data.ChatMessage;
import orcareward.data.PreferencePair;

/**
 * What a pair says, for people.
 *
 * @param system the system message; empty for none
 * @param prompt what was asked; earlier turns with their speakers, where there are several
 * @param chosen the preferred response
 * @param rejected the other one
 */
public record PairText(String system, String prompt, String chosen, String rejected) {
    private static final String TURN = "\n\nAssistant:";

    static PairText of(PreferencePair pair) {
        return switch (pair) {
            case PreferencePair.Text text when text.prompt().isEmpty() -> implicit(text);
            case PreferencePair.Text text -> new PairText(text.system(), text.prompt(), text.chosen(),
                    text.rejected());
            case PreferencePair.Messages messages -> messages(messages);
        };
    }

    /** Where both sides carry the conversation in the form "Human: ... Assistant: ...", what they share up to the last turn is the prompt. */
    private static PairText implicit(PreferencePair.Text text) {
        String chosen = text.chosen();
        int shared = shared(chosen, text.rejected());
        int turn = chosen.substring(0, shared).lastIndexOf(TURN);
        if (turn < 0) {
            return new PairText(text.system(), "", chosen, text.rejected());
        }
        int begin = turn + TURN.length();
        return new PairText(text.system(), chosen.substring(0, turn).strip(), chosen.substring(begin).strip(),
                text.rejected().substring(begin).strip());
    }

    private static int shared(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int length = 0;
        while (length < most && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static PairText messages(PreferencePair.Messages pair) {
        List<ChatMessage> prompt = pair.prompt();
        List<ChatMessage> chosen = pair.chosen();
        List<ChatMessage> rejected = pair.rejected();
        if (prompt.isEmpty()) {
            int shared = 0;
            while (shared < Math.min(chosen.size(), rejected.size())
                    && chosen.get(shared).equals(rejected.get(shared))) {
                shared++;
            }
            prompt = chosen.subList(0, shared);
            chosen = chosen.subList(shared, chosen.size());
            rejected = rejected.subList(shared, rejected.size());
        }
        boolean system = !prompt.isEmpty() && prompt.getFirst().role().equals("system");
        return new PairText(system ? prompt.getFirst().content() : "",
                turns(system ? prompt.subList(1, prompt.size()) : prompt), turns(chosen), turns(rejected));
    }

    /** One turn is its text; several name their speakers. */
    private static String turns(List<ChatMessage> turns) {
        return turns.size() == 1
                ? turns.getFirst().content()
                : turns.stream().map(turn -> turn.role() + ": " + turn.content()).collect(Collectors.joining("\n\n"));
    }

    /** What a table shows of it: the prompt's first words in one line, or the chosen response's where there is no prompt. */
    String opening(int mostCharacters) {
        String from = prompt.isBlank() ? chosen : prompt;
        int end = Math.min(from.length(), 4 * mostCharacters);
        String line = from.substring(0, end).strip().replaceAll("\\s+", " ");
        return line.length() <= mostCharacters && end == from.length()
                ? line
                : line.substring(0, Math.min(line.length(), mostCharacters)).stripTrailing() + "\u2026";
    }
}
