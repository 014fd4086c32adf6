package orcareward.ui.evaluate;

import java.util.List;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import orcareward.ui.evaluate.PairQuery.Sort;
import orcareward.ui.fx.Formats;
import orcareward.ui.fx.Texts;
import org.jspecify.annotations.Nullable;

/** The pairs, a line each; the view model sorts and filters, and the table draws the lines in view. */
final class PairsTable extends TableView<Integer> {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private static final double MOST_STRETCH = 1.25;

    private final PairsViewModel model;
    private boolean following;

    PairsTable(PairsViewModel model) {
        this.model = model;
        setId("evaluate-pairs");
        getStyleClass().addAll("dense", "evaluate-pairs");
        setAccessibleText(Texts.get("evaluate.pairs"));
        setPlaceholder(new Label(Texts.get("evaluate.pairs.none")));
        setFixedCellSize(28);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        addColumns();
        setSortPolicy(table -> {
            if (!following) {
                sort(getSortOrder());
            }
            return true;
        });
        model.rowsProperty().subscribe(this::show);
        model.selectedProperty().subscribe(pair -> follow());
        getSelectionModel().selectedItemProperty().subscribe(pair -> {
            if (pair != null && !following) {
                model.selectedProperty().set(pair);
            }
        });
    }

    private void addColumns() {
        column(Texts.get("evaluate.column.row"), Sort.ROW, 72, true,
                (found, pair) -> Formats.count(found.scores().row(pair)));
        column(Texts.get("evaluate.column.right"), Sort.RIGHT, 72, false, (found, pair) -> found.scores().isRight(pair)
                ? Texts.get("evaluate.right")
                : Texts.get("evaluate.wrong"));
        column(Texts.get("evaluate.column.chosen"), Sort.CHOSEN, 88, true,
                (found, pair) -> Formats.reward(found.scores().chosen(pair)));
        column(Texts.get("evaluate.column.rejected"), Sort.REJECTED, 88, true,
                (found, pair) -> Formats.reward(found.scores().rejected(pair)));
        column(Texts.get("evaluate.column.margin"), Sort.MARGIN, 88, true,
                (found, pair) -> Formats.reward(found.scores().margin(pair)));
        TableColumn<Integer, String> rival = column("", Sort.RIVAL, 112, true, this::rivalMargin);
        model.rivalProperty().subscribe(name -> {
            rival.setText(name == null ? "" : name);
            rival.setVisible(name != null);
            refresh();
        });
        column(Texts.get("evaluate.column.tokens"), Sort.TOKENS, 104, true,
                (found, pair) -> Formats.count(found.scores().chosenTokens(pair)) + " / "
                        + Formats.count(found.scores().rejectedTokens(pair)));
        column(Texts.get("evaluate.column.prompt"), Sort.PROMPT, 400, false, Findings::opening);
    }

    private String rivalMargin(Findings found, int pair) {
        String name = model.rivalProperty().get();
        Rival rival = name == null ? null : found.rival(name);
        return rival == null ? "" : rival.text(pair);
    }

    private TableColumn<Integer, String> column(String title, Sort sort, double width, boolean number,
            BiFunction<Findings, Integer, String> text) {
        TableColumn<Integer, String> column = new TableColumn<>(title);
        column.setUserData(sort);
        column.setPrefWidth(width);
        if (sort != Sort.PROMPT) {
            column.setMaxWidth(MOST_STRETCH * width); // what room there is belongs to the prompt
        }
        column.setCellValueFactory(cell -> {
            Findings found = model.findings();
            return new ReadOnlyStringWrapper(found == null ? "" : text.apply(found, cell.getValue()));
        });
        column.setCellFactory(ignored -> new PairCell(number, sort == Sort.RIGHT || sort == Sort.MARGIN));
        getColumns().add(column);
        return column;
    }

    private void sort(ObservableList<TableColumn<Integer, ?>> order) {
        if (order.isEmpty()) {
            model.sortBy(null, true);
        } else {
            TableColumn<Integer, ?> first = order.getFirst();
            model.sortBy((Sort) first.getUserData(), first.getSortType() == SortType.ASCENDING);
        }
    }

    private void show(int[] pairs) {
        following = true;
        List<TableColumn<Integer, ?>> order = List.copyOf(getSortOrder());
        setItems(new RowList(pairs)); // this empties the sort order
        getSortOrder().setAll(order);
        following = false;
        follow();
    }

    /** Selects the open pair's line, where it has one, and brings it into view. */
    private void follow() {
        int line = model.indexOf(model.selectedProperty().get());
        if (line == getSelectionModel().getSelectedIndex()) {
            return;
        }
        following = true;
        if (line < 0) {
            getSelectionModel().clearSelection();
        } else {
            getSelectionModel().clearAndSelect(line);
            getFocusModel().focus(line);
            scrollTo(Math.max(0, line - 2));
        }
        following = false;
    }

    /** One cell; a wrong pair's verdict is coloured, and says so in a word too. */
    private final class PairCell extends TableCell<Integer, String> {
        private final boolean judges;

        PairCell(boolean number, boolean judges) {
            this.judges = judges;
            if (number) {
                getStyleClass().add("number");
            }
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            Findings found = model.findings();
            Integer pair = empty ? null : getTableRow().getItem();
            pseudoClassStateChanged(WRONG, judges && pair != null && found != null && pair < found.scores().size()
                    && !found.scores().isRight(pair));
        }
    }
}
