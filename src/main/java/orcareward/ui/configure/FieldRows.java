package orcareward.ui.configure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.AnimationTimer;

/** The form's rows, each made once. That takes a millisecond or two a row, so some are made each frame and the others wait. */
final class FieldRows {
    private static final int A_FRAME = 5;

    private final SettingsModel model;
    private final Browse browse;
    private final Validation validation = new Validation();
    private final Map<Field, FieldRow> rows = new HashMap<>();
    private final AnimationTimer later;
    private int mayMake;
    private boolean waits;

    /** {@code again} fills the form once more, with the rows that can be made by then. */
    FieldRows(SettingsModel model, Browse browse, Runnable again) {
        this.model = model;
        this.browse = browse;
        later = new AnimationTimer() {
            @Override
            public void handle(long now) {
                again.run();
            }
        };
    }

    /** Begins to fill the form. */
    void begin() {
        mayMake = A_FRAME;
        waits = false;
    }

    /** Ends it; what waits comes with the next frame. */
    void end() {
        if (waits) {
            later.start();
        } else {
            later.stop();
        }
    }

    /** Whether some rows must wait. */
    boolean waits() {
        return waits;
    }

    /** Rows for fields, up to the first that must wait. */
    List<FieldRow> of(List<Field> fields) {
        List<FieldRow> made = new ArrayList<>();
        for (Field field : fields) {
            boolean known = rows.containsKey(field);
            if (waits || mayMake == 0 && !known) {
                waits = true;
                break;
            }
            mayMake -= known ? 0 : 1;
            made.add(row(field));
        }
        return made;
    }

    /** A field's row, made now if need be. */
    FieldRow row(Field field) {
        return rows.computeIfAbsent(field, missing -> {
            FieldRow row = new FieldRow(missing, model, browse);
            validation.add(row);
            return row;
        });
    }
}
