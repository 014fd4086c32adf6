package orcareward.ui.score;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import orcareward.recipe.Candidates;
import orcareward.recipe.ScoreQuestion;

/** What a person writes: system message, prompt, responses. At least one response is always there, maybe empty. On the FX thread. */
final class QuestionModel {
    private final StringProperty system = new SimpleStringProperty("");
    private final StringProperty prompt = new SimpleStringProperty("");
    private final ObservableList<ResponseItem> responses = FXCollections.observableArrayList();
    private final ObservableList<ScoreQuestion> imported = FXCollections.observableArrayList();
    private final IntegerProperty importedIndex = new SimpleIntegerProperty(-1);
    private final Runnable onChange;
    private boolean filling = true;

    /** {@code onChange} hears of every change of the texts. */
    QuestionModel(Runnable onChange) {
        this.onChange = onChange;
        system.subscribe(this::changed);
        prompt.subscribe(this::changed);
        responses.addListener((ListChangeListener<ResponseItem>) change -> changed());
        add("");
        add("");
        filling = false;
    }

    StringProperty systemProperty() {
        return system;
    }

    StringProperty promptProperty() {
        return prompt;
    }

    ObservableList<ResponseItem> responses() {
        return responses;
    }

    /** Questions of the file that was imported last; empty when it had none. */
    ObservableList<ScoreQuestion> imported() {
        return imported;
    }

    /** Which of {@link #imported} is shown; -1 for none. Setting it shows another. */
    IntegerProperty importedIndexProperty() {
        return importedIndex;
    }

    /** Adds a response at the end. */
    ResponseItem add(String text) {
        ResponseItem item = item(text);
        responses.add(item);
        return item;
    }

    /** Takes a response away; the last one is emptied instead. */
    void remove(ResponseItem item) {
        if (responses.size() > 1) {
            responses.remove(item);
        } else {
            item.textProperty().set("");
        }
    }

    /** Empties everything. */
    void clear() {
        imported.clear();
        importedIndex.set(-1);
        fill("", "", List.of("", ""));
    }

    /** Shows other texts; heard of once. */
    void fill(String newSystem, String newPrompt, List<String> texts) {
        filling = true;
        system.set(newSystem);
        prompt.set(newPrompt);
        responses.setAll(texts.stream().map(this::item).toList());
        filling = false;
        onChange.run();
    }

    private ResponseItem item(String text) {
        ResponseItem item = new ResponseItem(text);
        item.textProperty().subscribe(this::changed);
        return item;
    }

    /** Takes over what a file holds: its first question, or responses to the prompt that is there. */
    void take(Candidates candidates) {
        if (candidates.withPrompts()) {
            imported.setAll(candidates.questions());
            importedIndex.set(0);
            show(0);
        } else {
            imported.clear();
            importedIndex.set(-1);
            fill(system.get(), prompt.get(), candidates.questions().getFirst().responses());
        }
    }

    /** Shows one of the imported questions. */
    void show(int index) {
        importedIndex.set(index);
        ScoreQuestion question = imported.get(index);
        fill(question.system(), question.prompt(), question.responses());
    }

    /** The responses' texts, in order; an empty one is a place to write. */
    List<String> texts() {
        return responses.stream().map(ResponseItem::text).toList();
    }

    private void changed() {
        if (!filling) {
            onChange.run();
        }
    }
}
