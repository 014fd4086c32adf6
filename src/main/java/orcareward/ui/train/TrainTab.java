package orcareward.ui.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import orcareward.event.RunEntry;
import orcareward.recipe.RunsRunner;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.EmptyState;
import orcareward.ui.fx.FileDialogs;
import orcareward.ui.fx.Navigator;
import orcareward.ui.fx.ProblemView;
import orcareward.ui.fx.StudioTab;
import orcareward.ui.fx.Texts;

/** The tab Train: an empty place with the button that fills it, then the run. */
public final class TrainTab implements StudioTab, TrainActions {
    private static final String EVENTS = "events.jsonl";

    private final TrainViewModel model;
    private final RunsRunner runs;
    private final Background background;
    private final Navigator navigator;
    private final BooleanSupplier sureToDiscard;
    private final StackPane view = new StackPane();
    private final VBox page;
    private final VBox problem = new VBox();

    /** Asks with {@code sureToDiscard} before work is thrown away. */
    public TrainTab(TrainViewModel model, RunsRunner runs, Background background, FileDialogs dialogs,
            Navigator navigator, BooleanSupplier sureToDiscard) {
        this.model = model;
        this.runs = runs;
        this.background = background;
        this.navigator = navigator;
        this.sureToDiscard = sureToDiscard;
        ChartsGrid charts = new ChartsGrid(model.shown().charts());
        VBox.setVgrow(charts, Priority.ALWAYS);
        LogPane log = new LogPane(model.shown());
        log.setExpanded(false);
        page = new VBox(new TrainHeader(model, this), problem, new SummaryLine(model.shown()),
                new AlertList(model.shown()), charts,
                new ChartOptions(model.shown().charts().group(),
                        new CompareMenu(runs, model.shown().charts(), background, navigator),
                        new ExportMenu(model.shown().charts().group(), charts.charts(), background, dialogs,
                                navigator)),
                log);
        page.getStyleClass().add("page");
        Button configure = new Button(Texts.get("train.empty.configure"));
        configure.setOnAction(event -> navigator.configure());
        Button earlier = new Button(Texts.get("train.empty.runs"));
        earlier.setOnAction(event -> navigator.runs());
        EmptyState empty = new EmptyState(Texts.get("train.empty.title"), Texts.get("train.empty.text"), configure,
                earlier);
        view.getChildren().addAll(page, empty);
        model.stageProperty().subscribe(stage -> {
            boolean none = stage == RunStage.NONE;
            empty.setVisible(none);
            page.setVisible(!none);
        });
        model.shown().failureProperty().subscribe(this::showProblem);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ObservableBooleanValue busy() {
        return model.busyProperty();
    }

    /** The folder of a run. */
    @Override
    public boolean takes(Path path) {
        return Files.isRegularFile(path.resolve(EVENTS));
    }

    /** Shows the run of that folder, unless it is the one that goes here. */
    @Override
    public void open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        if (model.busyProperty().get()) {
            if (!folder.equals(model.outputDir())) {
                navigator.notify(Texts.get("train.busy"));
            }
            return;
        }
        background.run(Texts.get("train.reading"), progress -> find(folder),
                found -> found.ifPresentOrElse(model::watch,
                        () -> navigator.notify(Texts.format("train.unknown", folder.toString()))),
                failure -> navigator.notify(ProblemView.lines(failure)));
    }

    private Optional<RunEntry> find(Path folder) throws IOException {
        return runs.list(notice -> {
        }).stream().filter(run -> Path.of(run.outputDir()).equals(folder)).findFirst();
    }

    private void showProblem(Throwable failure) {
        problem.getChildren().clear();
        if (failure != null) {
            Button configure = new Button(Texts.get("train.empty.configure"));
            configure.setOnAction(event -> navigator.configure());
            problem.getChildren().add(new ProblemView(Texts.get("train.notbegun"), failure, configure));
        }
        problem.setVisible(failure != null);
        problem.setManaged(failure != null);
    }

    @Override
    public void discard() {
        if (sureToDiscard.getAsBoolean()) {
            model.discard();
        }
    }

    @Override
    public void goOn() {
        withOutput(navigator::resume);
    }

    @Override
    public void evaluate() {
        withOutput(navigator::evaluate);
    }

    @Override
    public void score() {
        withOutput(navigator::score);
    }

    @Override
    public void openFolder() {
        withOutput(navigator::openFolder);
    }

    private void withOutput(java.util.function.Consumer<Path> action) {
        Path folder = model.outputDir();
        if (folder != null && Files.isDirectory(folder)) {
            action.accept(folder);
        }
    }
}
