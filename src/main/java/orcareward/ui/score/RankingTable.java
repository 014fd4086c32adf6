package orcareward.ui.score;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The responses by falling reward, each with a bar and its difference to the best. */
final class RankingTable extends TableView<RankedResponse> {
    private final ScoreViewModel model;

    /** {@code edit} brings a response's field into view. */
    RankingTable(ScoreViewModel model, java.util.function.IntConsumer edit) {
        super(model.ranking());
        this.model = model;
        setId("score-ranking");
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setAccessibleText(Texts.get("score.ranking"));
        setPlaceholder(new Region());
        getColumns()
                .add(text(Texts.get("score.ranking.rank"), 56, row -> row.rank() == 0 ? "\u2013" : "" + row.rank()));
        getColumns().add(text(Texts.get("score.ranking.reward"), 88, row -> Formats.reward(row.reward())));
        getColumns().add(bars());
        getColumns().add(text(Texts.get("score.ranking.difference"), 88,
                row -> row.rank() <= 1 ? "" : Formats.reward(row.toBest())));
        TableColumn<RankedResponse, RankedResponse> second = text(Texts.get("score.ranking.second"), 120,
                row -> row.otherRank() == 0 ? "\u2013" : Formats.reward(row.other()) + "  (" + row.otherRank() + ".)");
        second.visibleProperty().bind(model.comparingProperty());
        getColumns().add(second);
        getColumns().add(response());
        setRowFactory(table -> new Row(edit));
        setOnKeyPressed(event -> {
            RankedResponse chosen = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                edit.accept(chosen.index());
                event.consume();
            }
        });
        model.staleProperty().subscribe(stale -> setOpacity(stale ? 0.5 : 1));
    }

    private static TableColumn<RankedResponse, RankedResponse> column(String title, double width) {
        TableColumn<RankedResponse, RankedResponse> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private static TableColumn<RankedResponse, RankedResponse> text(String title, double width,
            Function<RankedResponse, String> words) {
        TableColumn<RankedResponse, RankedResponse> column = column(title, width);
        column.setMaxWidth(width);
        column.getStyleClass().add("number-column");
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable RankedResponse row, boolean empty) {
                super.updateItem(row, empty);
                setText(row == null || empty ? null : words.apply(row));
            }
        });
        return column;
    }

    private TableColumn<RankedResponse, RankedResponse> bars() {
        TableColumn<RankedResponse, RankedResponse> column = column("", 96);
        column.setMaxWidth(240);
        column.setCellFactory(ignored -> new TableCell<>() {
            private final RewardBar bar = new RewardBar();

            @Override
            protected void updateItem(@Nullable RankedResponse row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(row == null || empty ? null : bar);
                if (row != null) {
                    bar.show(row.reward(), edge(false), edge(true));
                }
            }
        });
        return column;
    }

    private double edge(boolean high) {
        var rewards = model.ranking().stream().mapToDouble(RankedResponse::reward).filter(Double::isFinite);
        return (high ? rewards.max() : rewards.min()).orElse(0);
    }

    private static TableColumn<RankedResponse, RankedResponse> response() {
        TableColumn<RankedResponse, RankedResponse> column = column(Texts.get("score.ranking.response"), 160);
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable RankedResponse row, boolean empty) {
                super.updateItem(row, empty);
                boolean failed = row != null && !row.problem().isEmpty();
                setText(row == null || empty
                        ? null
                        : row.name() + "   " + (failed ? row.problem() : row.text().strip().replaceAll("\\s+", " ")));
                getStyleClass().removeAll("danger-text");
                if (failed) {
                    getStyleClass().add("danger-text");
                }
            }
        });
        return column;
    }

    /** A row that says in words how its response stands to the best. */
    private static final class Row extends TableRow<RankedResponse> {
        private final Tooltip tooltip = new Tooltip();

        Row(java.util.function.IntConsumer edit) {
            setOnMouseClicked(event -> {
                RankedResponse row = getItem();
                if (event.getClickCount() == 2 && row != null) {
                    edit.accept(row.index());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable RankedResponse row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty || !row.problem().isEmpty()) {
                setTooltip(null);
                return;
            }
            tooltip.setText(row.rank() == 1
                    ? Texts.format("score.ranking.best", Formats.count(row.tokens()))
                    : Texts.format("score.ranking.chance", Formats.percent(row.chanceAgainstBest()),
                            Formats.count(row.tokens())));
            setTooltip(tooltip);
        }
    }
}
