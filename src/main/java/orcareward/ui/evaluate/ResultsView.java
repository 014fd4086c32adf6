package orcareward.ui.evaluate;

import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Navigator;

/** What was found: cards, pictures, the table and the open pair; the last three share the height by dividers that can be dragged. */
final class ResultsView extends VBox {
    private final PairsBar bar;

    ResultsView(EvaluateViewModel model, FileDialogs dialogs, Navigator navigator) {
        super(8);
        bar = new PairsBar(model, dialogs, navigator);
        PairsTable table = new PairsTable(model.pairs());
        table.setMinHeight(0);
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox pairs = new VBox(8, bar, table);
        pairs.setMinHeight(0);
        SplitPane parts = new SplitPane(new PicturesRow(model), pairs, new PairDetail(model.pairs()));
        parts.setOrientation(Orientation.VERTICAL);
        parts.setDividerPositions(0.3, 0.66);
        VBox.setVgrow(parts, Priority.ALWAYS);
        getChildren().addAll(new CardsRow(model), parts);
    }

    /** Puts the cursor into the search field. */
    void search() {
        bar.search();
    }
}
