package orcareward.ui.score;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** One response that a person writes. */
final class ResponseItem {
    private final StringProperty text = new SimpleStringProperty("");

    ResponseItem(String text) {
        this.text.set(text);
    }

    StringProperty textProperty() {
        return text;
    }

    String text() {
        return text.get();
    }

    /** A, B, ... Z, AA, AB, ... by place. */
    static String name(int index) {
        String last = String.valueOf((char) ('A' + index % 26));
        return index < 26 ? last : name(index / 26 - 1) + last;
    }
}
