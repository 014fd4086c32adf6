package orcareward.recipe;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import orcareward.files.AtomicFiles;
import org.jspecify.annotations.Nullable;

/** An evaluation as one page that needs no other file: figures, pictures, the surest mistakes and the lowest margins. */
public final class HtmlReport {
    private static final int MISTAKES = 20;
    private static final int ROWS = 200;

    private final EvaluationResults results;
    private final PairScores scores;
    private final EvaluationFigures figures;
    private final @Nullable PairTexts texts;
    private final Writer out;

    private HtmlReport(EvaluationResults results, Writer out) {
        this.results = results;
        this.scores = results.scores();
        this.figures = EvaluationFigures.of(scores);
        this.texts = results.pairs().texts();
        this.out = out;
    }

    /** Writes the page, whole or not at all; reads the texts of the pairs that it shows. */
    public static void write(Path file, EvaluationResults results, Instant now) throws IOException {
        AtomicFiles.write(file, stream -> {
            Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            new HtmlReport(results, out).page(now);
            out.flush();
        });
    }

    private void page(Instant now) throws IOException {
        String date = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault())
                .format(now);
        add("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Evaluation of ",
                Html.escape(results.model()), "</title><style>", ReportStyle.CSS, "</style></head><body><main>");
        add("<h1>", Html.escape(results.model()), "</h1><p class=\"muted\">", Html.count(figures.pairs()),
                " pairs of ", Html.escape(results.pairs().file()), " (", Html.count(results.pairs().rowsInFile()),
                " rows), prompt format ", Html.escape(results.pairs().promptFormat()), "; ", date, "</p>");
        cards();
        comparison();
        pictures();
        mistakes();
        lowest();
        add("</main></body></html>\n");
    }

    private void cards() throws IOException {
        add("<section class=\"cards\">");
        card("Accuracy", Html.percent(figures.accuracy().value()),
                "\u00b1 " + Html.percent(figures.accuracy().error()) + ", " + Html.count(figures.ties()) + " ties");
        card("Mean margin", Html.reward(figures.margin()), "chosen " + Html.reward(figures.chosen()) + ", rejected "
                + Html.reward(figures.rejected()));
        card("Log-loss", Html.loss(figures.logLoss()), "guessing gives 0.6931");
        card("Calibration error", Html.percent(figures.calibrationError()), "expected, over ten bins");
        add("</section>");
    }

    private void card(String name, String value, String note) throws IOException {
        add("<div class=\"card\"><div class=\"muted\">", name, "</div><div class=\"figure\">", value,
                "</div><div class=\"muted\">", note, "</div></div>");
    }

    private void comparison() throws IOException {
        add("<h2>Beside its baselines</h2><table><tr><th>Subject</th><th>Accuracy</th><th>Chosen</th><th>Rejected</th>"
                + "<th>Margin</th><th>Log-loss</th><th>Calibration error</th></tr>");
        subject(results.model(), figures);
        for (EvaluationResults.Baseline baseline : results.baselines()) {
            subject(baseline.name(), baseline.figures());
        }
        rule("longer wins", figures.longer());
        rule("shorter wins", figures.shorter());
        add("</table>");
    }

    private void subject(String name, EvaluationFigures of) throws IOException {
        add("<tr><td>", Html.escape(name), "</td><td>", Html.percent(of.accuracy().value()), "</td><td>",
                Html.reward(of.chosen()), "</td><td>", Html.reward(of.rejected()), "</td><td>",
                Html.reward(of.margin()), "</td><td>", Html.loss(of.logLoss()), "</td><td>",
                Html.percent(of.calibrationError()), "</td></tr>");
    }

    private void rule(String name, EvaluationFigures.Share share) throws IOException {
        add("<tr><td>", name, "</td><td>", Html.percent(share.value()), "</td><td colspan=\"5\"></td></tr>");
    }

    private void pictures() throws IOException {
        ReportPictures pictures = new ReportPictures(scores);
        add("<h2>Pictures</h2><p class=\"muted\"><span class=\"key chosen\"></span> chosen "
                + "<span class=\"key rejected\"></span> rejected, and pairs in the wrong order</p><section class=\"pictures\">");
        picture("Rewards", pictures.rewards());
        picture("Margins", pictures.margins());
        picture("Chosen against rejected", pictures.chosenAgainstRejected());
        picture("Reliability", pictures.reliability(figures));
        picture("Margin against length", pictures.marginAgainstLength());
        add("</section>");
    }

    private void picture(String title, String svg) throws IOException {
        add("<figure><figcaption>", title, "</figcaption>", svg, "</figure>");
    }

    private void mistakes() throws IOException {
        int[] worst = lowest(MISTAKES, true);
        PairTexts words = texts;
        if (worst.length == 0 || words == null) {
            return;
        }
        add("<h2>Surest mistakes</h2>");
        for (int pair : worst) {
            PairText text = words.text(pair);
            add("<details><summary>Row ", Html.count(scores.row(pair)), ", margin ", Html.reward(scores.margin(pair)),
                    ": ", Html.escape(words.opening(pair)), "</summary><p class=\"text\">",
                    Html.escape(text.system().isEmpty() ? text.prompt() : text.system() + "\n\n" + text.prompt()),
                    "</p><div class=\"sides\">");
            side("Chosen", "chosen", scores.chosen(pair), scores.chosenTokens(pair), text.chosen());
            side("Rejected", "rejected", scores.rejected(pair), scores.rejectedTokens(pair), text.rejected());
            add("</div></details>");
        }
    }

    private void side(String title, String style, double reward, int tokens, String text) throws IOException {
        add("<div class=\"side ", style, "\"><b>", title, " ", Html.reward(reward), "</b> <span class=\"muted\">",
                Html.count(tokens), " tokens with the prompt</span><p class=\"text\">", Html.escape(text),
                "</p></div>");
    }

    private void lowest() throws IOException {
        int[] pairs = lowest(ROWS, false);
        add("<h2>", pairs.length == scores.size() ? "All pairs" : "The " + ROWS + " pairs with the lowest margins",
                "</h2><table class=\"rows\"><tr><th>Row</th><th>Order</th><th>Chosen</th><th>Rejected</th><th>Margin</th>"
                        + "<th>Tokens</th><th>Prompt</th></tr>");
        for (int pair : pairs) {
            add("<tr><td>", Html.count(scores.row(pair)), "</td><td>", scores.isRight(pair) ? "right" : "wrong",
                    "</td><td>", Html.reward(scores.chosen(pair)), "</td><td>", Html.reward(scores.rejected(pair)),
                    "</td><td>", Html.reward(scores.margin(pair)), "</td><td>", scores.chosenTokens(pair) + " / "
                            + scores.rejectedTokens(pair),
                    "</td><td>", texts == null ? "" : Html.escape(texts.opening(pair)), "</td></tr>");
        }
        add("</table>");
    }

    private int[] lowest(int most, boolean wrongOnly) {
        return IntStream.range(0, scores.size()).filter(pair -> !wrongOnly || scores.margin(pair) < 0).boxed()
                .sorted(Comparator.comparingDouble(scores::margin)).limit(most).mapToInt(pair -> pair).toArray();
    }

    private void add(String... parts) throws IOException {
        for (String part : parts) {
            out.write(part);
        }
    }
}
