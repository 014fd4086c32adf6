package orcareward.ui.evaluate;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import orcareward.recipe.EvaluationResults;
import orcareward.recipe.HtmlReport;
import orcareward.recipe.RowsFile;
import orcareward.ui.fx.Background;
import orcareward.ui.fx.Texts;

/** Writes what an evaluation found to a file, in the background. */
final class EvaluationExport {
    private final Background background;
    private final InstantSource now;

    /** What kind of file. */
    enum Kind {
        CSV("csv"), JSONL("jsonl"), HTML("html");

        private final String extension;

        Kind(String extension) {
            this.extension = extension;
        }

        String extension() {
            return extension;
        }
    }

    EvaluationExport(Background background, InstantSource now) {
        this.background = background;
        this.now = now;
    }

    void write(Kind kind, Findings found, Path file, Consumer<Path> done, Consumer<Throwable> failed) {
        background.run(Texts.get("evaluate.job.export"), progress -> {
            List<Long> overLong = found.pairs().overLong();
            switch (kind) {
                case CSV -> RowsFile.CSV.write(file, found.scores(), overLong);
                case JSONL -> RowsFile.JSONL.write(file, found.scores(), overLong);
                case HTML -> HtmlReport.write(file, results(found), now.instant());
            }
            return file;
        }, done, failed);
    }

    /** The page counts "longer wins" and "shorter wins" itself. */
    private static EvaluationResults results(Findings found) {
        return new EvaluationResults(found.model(), found.pairs(), found.scores(),
                found.rivals().stream().filter(rival -> rival.figures() != null)
                        .map(rival -> new EvaluationResults.Baseline(rival.name(),
                                Objects.requireNonNull(rival.figures())))
                        .toList());
    }
}
