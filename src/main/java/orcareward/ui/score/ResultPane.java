package orcareward.ui.score;

import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import orcareward.ui.fx.EmptyState;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.Texts;
import orcareward.ui.tokens.TokenFlow;
import org.jspecify.annotations.Nullable;

/** The right half: the ranking, what the model sees of the chosen response, the history; or what is missing. */
final class ResultPane extends VBox {
    private final ScoreViewModel model;
    private final RankingTable ranking;
    private final TokenFlow tokens = new TokenFlow(TokenFlow.Tint.NEUTRAL);
    private final VBox problem = new VBox();
    private int chosen = -1;

    ResultPane(ScoreViewModel model, RankingTable ranking, HistoryList history, Navigator navigator, Runnable browse) {
        super(8);
        this.model = model;
        this.ranking = ranking;
        EmptyState none = noModel(navigator, browse);
        EmptyState nothing = new EmptyState(Texts.get("score.nothing.title"), Texts.get("score.nothing.text"));
        StackPane top = new StackPane(ranking, nothing, none);
        VBox.setVgrow(top, Priority.ALWAYS);
        ScrollPane seen = new ScrollPane(tokens);
        seen.setFitToWidth(true);
        seen.getStyleClass().add("seen");
        TabPane below = new TabPane(tab(Texts.get("score.seen"), seen), tab(Texts.get("score.history"), history));
        below.setId("score-below");
        below.setMinHeight(160);
        below.setPrefHeight(240);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(problem, new StatusLine(model), top, below);
        Runnable update = () -> {
            ModelSlot.State state = model.first().stateProperty().get();
            boolean empty = state == ModelSlot.State.EMPTY || state == ModelSlot.State.FAILED;
            none.setVisible(empty);
            nothing.setVisible(!empty && model.ranking().isEmpty());
            ranking.setVisible(!empty && !model.ranking().isEmpty());
        };
        model.first().stateProperty().subscribe(update);
        model.ranking().subscribe(update);
        update.run();
        ranking.getSelectionModel().selectedItemProperty().subscribe(this::showTokens);
        model.scoredProperty().subscribe(this::select);
        model.failureProperty().subscribe(this::showProblem);
        model.first().failureProperty().subscribe(this::showProblem);
        model.second().failureProperty().subscribe(this::showProblem);
    }

    private static Tab tab(String name, javafx.scene.Node content) {
        Tab tab = new Tab(name, content);
        tab.setClosable(false);
        return tab;
    }

    private static EmptyState noModel(Navigator navigator, Runnable browse) {
        Button choose = Controls.button("score-empty-browse", Texts.get("score.empty.browse"),
                Texts.get("score.model.browse.tooltip"), browse);
        Button runs = Controls.button("score-empty-runs", Texts.get("score.empty.runs"),
                Texts.get("score.empty.runs.tooltip"), navigator::runs);
        Button train = Controls.button("score-empty-train", Texts.get("score.empty.train"),
                Texts.get("score.empty.train.tooltip"), navigator::configure);
        return new EmptyState(Texts.get("score.empty.title"), Texts.get("score.empty.text"), choose, runs, train);
    }

    /** New rewards: the response that was chosen stays chosen, else the best is. */
    private void select() {
        model.ranking().stream().filter(row -> row.index() == chosen).findFirst().ifPresentOrElse(
                ranking.getSelectionModel()::select, ranking.getSelectionModel()::selectFirst);
        showTokens(ranking.getSelectionModel().getSelectedItem());
    }

    private void showTokens(@Nullable RankedResponse row) {
        if (row != null) {
            chosen = row.index();
            tokens.show(model.seen(row.index()));
        }
    }

    private void showProblem(@Nullable Throwable ignored) {
        Throwable[] all = {model.first().failureProperty().get(), model.second().failureProperty().get(),
                model.failureProperty().get()};
        problem.getChildren().clear();
        for (Throwable failure : all) {
            if (failure != null) {
                problem.getChildren().add(new ProblemView(Texts.get("score.failed"), failure));
                break;
            }
        }
        problem.setVisible(!problem.getChildren().isEmpty());
        problem.setManaged(problem.isVisible());
    }
}
