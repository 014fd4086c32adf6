package orcareward.ui.configure;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Control;
import org.controlsfx.validation.ValidationMessage;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.decoration.ValidationDecoration;

/** Marks the controls whose fields have a problem; what is wrong stands beside them in words. */
final class Validation {
    private final ValidationSupport support = new ValidationSupport();

    Validation() {
        support.setValidationDecorator(new Mark());
    }

    /** Follows a row's problem. */
    void add(FieldRow row) {
        Control control = row.editor();
        Field field = row.field();
        support.registerValidator(control, false, (ignored, value) -> ValidationResult.fromErrorIf(control,
                field.problemProperty().get(), !field.problemProperty().get().isEmpty()));
        field.problemProperty().addListener((property, before, now) -> mark(control, !now.isEmpty()));
        mark(control, !field.problemProperty().get().isEmpty());
    }

    private static void mark(Control control, boolean wrong) {
        control.pseudoClassStateChanged(Styles.STATE_DANGER, wrong);
    }

    /** ControlsFX's own decorations would put a pane of theirs around the whole window. */
    private static final class Mark implements ValidationDecoration {
        @Override
        public void applyValidationDecoration(ValidationMessage message) {
            mark(message.getTarget(), true);
        }

        @Override
        public void applyRequiredDecoration(Control target) {
        }

        @Override
        public void removeDecorations(Control target) {
            mark(target, false);
        }
    }
}
