package orcareward.ui.shell;

import atlantafx.base.controls.Notification;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Short messages at the lower right of the window; each goes by itself, or when it is closed. */
final class Toasts extends VBox {
    private static final Duration SHOWN = Duration.seconds(8);
    private static final int MOST = 3;

    Toasts() {
        super(8);
        setAlignment(Pos.BOTTOM_RIGHT);
        setPickOnBounds(false);
        getStyleClass().add("toasts");
    }

    void show(String message) {
        Notification notification = new Notification(message);
        notification.setMaxWidth(420);
        notification.setOnClose(event -> getChildren().remove(notification));
        getChildren().add(notification);
        if (getChildren().size() > MOST) {
            getChildren().removeFirst();
        }
        PauseTransition end = new PauseTransition(SHOWN);
        end.setOnFinished(event -> getChildren().remove(notification));
        end.play();
    }
}
