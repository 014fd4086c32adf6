package orcareward.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import orcareward.ui.fx.Texts;

/** What a person sees at the first start: three ways to begin. */
final class WelcomePage extends StackPane {
    /** The ways to begin. */
    interface Ways {
        /** Trains the model that comes with the program. */
        void demo();

        /** Prepares a training on the person's own files. */
        void orca();

        /** Opens the list of runs. */
        void runs();

        /** Takes the page away. */
        void close();
    }

    WelcomePage(Ways ways) {
        getStyleClass().add("welcome");
        setId("welcome");
        Label title = new Label(Texts.get("welcome.title"));
        title.getStyleClass().add("page-title");
        Label text = new Label(Texts.get("welcome.text"));
        text.setWrapText(true);
        text.getStyleClass().add("muted");
        HBox cards = new HBox(16,
                card(Texts.get("welcome.demo"), Texts.get("welcome.demo.text"), "welcome-demo",
                        Texts.get("welcome.demo.button"), true, ways::demo),
                card(Texts.get("welcome.orca"), Texts.get("welcome.orca.text"), "welcome-orca",
                        Texts.get("welcome.orca.button"), false, ways::orca),
                card(Texts.get("welcome.runs"), Texts.get("welcome.runs.text"), "welcome-runs",
                        Texts.get("welcome.runs.button"), false, ways::runs));
        Button skip = new Button(Texts.get("welcome.skip"));
        skip.getStyleClass().add("flat");
        skip.setCancelButton(true);
        skip.setOnAction(event -> ways.close());
        VBox page = new VBox(16, title, text, cards, skip);
        page.setAlignment(Pos.CENTER);
        page.setMaxWidth(880);
        getChildren().add(page);
    }

    private static VBox card(String title, String text, String id, String button, boolean first, Runnable action) {
        Label head = new Label(title);
        head.getStyleClass().add("heading");
        Label body = new Label(text);
        body.setWrapText(true);
        body.getStyleClass().add("muted");
        body.setMinHeight(USE_PREF_SIZE);
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        Button go = new Button(button);
        go.setId(id);
        go.setMaxWidth(Double.MAX_VALUE);
        go.setOnAction(event -> action.run());
        if (first) {
            go.getStyleClass().add("accent");
        }
        VBox card = new VBox(8, head, body, space, go);
        card.getStyleClass().add("card");
        card.setPrefWidth(280);
        card.setMinHeight(200);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }
}
