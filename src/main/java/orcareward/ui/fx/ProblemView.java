package orcareward.ui.fx;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import orcareward.files.FileTrouble;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;

/** What went wrong: where, what, what to do, and a button that copies all of it. */
public final class ProblemView extends VBox {
    private static final int MOST = 5;

    /** Shows a failure; {@code actions} stand beside the copy button. */
    public ProblemView(String title, Throwable failure, Button... actions) {
        super(8);
        getStyleClass().add("problem-view");
        Label head = new Label(title);
        head.getStyleClass().add("problem-title");
        head.setWrapText(true);
        getChildren().add(head);
        List<Problem> problems = problems(failure);
        problems.stream().limit(MOST).forEach(problem -> getChildren().add(line(problem)));
        if (problems.size() > MOST) {
            getChildren().add(new Label(Texts.format("problem.more", problems.size() - MOST)));
        }
        Button copy = new Button(Texts.get("problem.copy"));
        copy.setOnAction(event -> copy(details(title, failure)));
        HBox row = new HBox(8, copy);
        row.getChildren().addAll(0, List.of(actions));
        getChildren().add(row);
    }

    /** What a failure says to a person; never a class name alone. */
    public static List<Problem> problems(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problems();
        }
        return List.of(new Problem("", message(failure), Texts.get("problem.log")));
    }

    private static String message(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked) {
            return FileTrouble.inWords(Objects.requireNonNull(unchecked.getCause(), "has one by its constructor"));
        }
        if (failure instanceof IOException file) {
            return FileTrouble.inWords(file);
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? Texts.get("problem.unknown") : message;
    }

    /** The same in one line a problem. */
    public static String lines(Throwable failure) {
        return problems(failure).stream().map(Problem::toLine).collect(Collectors.joining("\n"));
    }

    private static VBox line(Problem problem) {
        String what = problem.where().isEmpty() ? problem.what() : problem.where() + ": " + problem.what();
        Label first = new Label(what);
        first.setWrapText(true);
        VBox both = new VBox(first);
        if (!problem.remedy().isEmpty()) {
            Label remedy = new Label(problem.remedy());
            remedy.setWrapText(true);
            remedy.getStyleClass().add("problem-remedy");
            both.getChildren().add(remedy);
        }
        return both;
    }

    /** For someone who helps: the words above and where in the program it came from. */
    public static String details(String title, Throwable failure) {
        StringWriter trace = new StringWriter();
        if (!(failure instanceof ProblemException)) {
            failure.printStackTrace(new PrintWriter(trace));
        }
        return title + "\n" + lines(failure) + "\n" + trace;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
