package orcareward.data;

import java.util.ArrayList;
import java.util.List;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Turns raw rows into pairs; the first row says which form all rows have. */
final class RowMapper {
    private static final String REMEDY = "Bring all rows into one form, or put them in files of their own";

    private final ColumnNames names;
    private final boolean promptIsConfigured;
    private final RowForm form;
    private final RowPosition first;

    /**
     * Fixes the form.
     *
     * @param promptIsConfigured whether the config names the prompt's column, so that other known names mean nothing
     */
    RowMapper(ColumnNames names, boolean promptIsConfigured, RawRow first) {
        this.names = names;
        this.promptIsConfigured = promptIsConfigured;
        this.first = first.at();
        this.form = form(first);
    }

    ColumnNames names() {
        return names;
    }

    RowForm form() {
        return form;
    }

    boolean hasMargin() {
        return names.margin() != null;
    }

    private RowForm form(RawRow row) {
        if (names.part().equals("conversations")) {
            return RowForm.CONVERSATIONS;
        }
        Object prompt = names.prompt() == null ? null : row.get(names.prompt());
        if (isMessages(row.get(names.chosen())) || prompt instanceof List<?>) {
            boolean promptApart = prompt != null && !(prompt instanceof String && carriesPrompt(row));
            return promptApart ? RowForm.PROMPT_MESSAGES : RowForm.IMPLICIT_MESSAGES;
        }
        if (names.prompt() == null) {
            return RowForm.IMPLICIT_TEXT;
        }
        return names.part().equals("prompt") ? RowForm.PROMPT_TEXT : RowForm.QUESTION_TEXT;
    }

    /** The pair that a row holds. */
    PreferencePair map(RawRow row) {
        checkForm(row);
        long index = row.at().index();
        Double margin = margin(row);
        return switch (form) {
            case PROMPT_TEXT, QUESTION_TEXT, IMPLICIT_TEXT -> new PreferencePair.Text(index, system(row),
                    names.prompt() == null ? "" : text(row, names.prompt()), form == RowForm.PROMPT_TEXT,
                    text(row, names.chosen()), text(row, names.rejected()), margin);
            case PROMPT_MESSAGES, CONVERSATIONS -> new PreferencePair.Messages(index, prompt(row),
                    side(row, names.chosen()), side(row, names.rejected()), margin);
            case IMPLICIT_MESSAGES -> new PreferencePair.Messages(index, List.of(), side(row, names.chosen()),
                    side(row, names.rejected()), margin);
        };
    }

    /** A row that has other columns filled, or other kinds of value, than the first row would mean something else. */
    private void checkForm(RawRow row) {
        if (!promptIsConfigured) {
            String found = ColumnNames.firstPrompt(row);
            if (found != null && !found.equals(names.prompt())) {
                throw mixed(row, "has a column " + found,
                        names.prompt() == null ? "has none" : "has " + names.prompt());
            }
        }
        if (names.margin() == null && row.get("margin") != null) {
            throw mixed(row, "has a margin", "has none");
        }
        for (String side : List.of(names.chosen(), names.rejected())) {
            Object value = row.get(side);
            boolean messages = isMessages(value);
            if (value != null && messages != form.isMessages() && form != RowForm.PROMPT_MESSAGES
                    && form != RowForm.CONVERSATIONS) {
                throw mixed(row, side + " is " + Values.kind(value),
                        form.isMessages() ? "holds message lists" : "holds texts");
            }
        }
        if (form == RowForm.IMPLICIT_MESSAGES && names.prompt() != null && !carriesPrompt(row)) {
            throw mixed(row, names.chosen() + " begins with the reply", "carries the whole conversation there");
        }
    }

    private ProblemException mixed(RawRow row, String here, String there) {
        return new ProblemException(row.at().where(), "this row " + (here.startsWith("has") ? here : "differs: " + here)
                + ", but the first row (" + first.where() + ") " + there, REMEDY);
    }

    private static boolean isMessages(@Nullable Object value) {
        return value instanceof List<?> || value instanceof java.util.Map<?, ?>;
    }

    /** Whether the chosen side begins before the reply, so that a prompt column only repeats it (UltraFeedback's form). */
    private boolean carriesPrompt(RawRow row) {
        Object chosen = row.get(names.chosen());
        return chosen instanceof List<?>
                && !Messages.of(row.at(), names.chosen(), chosen, "assistant").stream().limit(1).map(ChatMessage::role)
                        .toList().equals(List.of("assistant"));
    }

    private List<ChatMessage> prompt(RawRow row) {
        String column = names.prompt();
        if (column == null) {
            throw new IllegalStateException("a form with a prompt has a prompt column");
        }
        List<ChatMessage> turns = Messages.of(row.at(), column, row.get(column), "user");
        String system = system(row);
        if (system.isEmpty() || (!turns.isEmpty() && turns.getFirst().role().equals("system"))) {
            return turns;
        }
        List<ChatMessage> all = new ArrayList<>(List.of(new ChatMessage("system", system)));
        all.addAll(turns);
        return List.copyOf(all);
    }

    private List<ChatMessage> side(RawRow row, String column) {
        List<ChatMessage> turns = Messages.of(row.at(), column, row.get(column), "assistant");
        if (turns.isEmpty()) {
            throw new ProblemException(row.at().where(), column + " is an empty list",
                    "Give a reply or remove the row");
        }
        return turns;
    }

    private String system(RawRow row) {
        String column = names.system();
        return column == null || row.get(column) == null ? "" : text(row, column);
    }

    private static String text(RawRow row, String column) {
        Object value = row.get(column);
        if (value instanceof String text) {
            return text;
        }
        throw new ProblemException(row.at().where(), column + " is " + Values.kind(value) + " where a text is needed",
                "Give a text in quotes (\"\" for none) or remove the row");
    }

    private @Nullable Double margin(RawRow row) {
        if (names.margin() == null) {
            return null;
        }
        Object value = row.get(names.margin());
        Double margin = switch (value) {
            case Number number -> number.doubleValue();
            case String text -> parse(text);
            case null, default -> null;
        };
        if (margin == null || !Double.isFinite(margin)) {
            throw new ProblemException(row.at().where(), names.margin() + " is "
                    + (value instanceof String || value instanceof Number ? "\"" + value + "\"" : Values.kind(value))
                    + " where a number is needed", "Give every row a margin or remove the column");
        }
        return margin;
    }

    private static @Nullable Double parse(String text) {
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
