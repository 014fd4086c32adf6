package orcareward.recipe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import orcareward.config.DataConfig;
import orcareward.data.DataReport;
import orcareward.data.RowFacts;
import orcareward.recipe.PreviewReport.Finding;
import orcareward.recipe.PreviewReport.Place;
import orcareward.recipe.PreviewReport.Trait;
import orcareward.tokenize.TokenFile;

/** What a preview says of the rows that were read. */
final class PreviewFindings {
    private static final int SHOWN = 100;

    private final RowFacts facts;
    private final List<Finding> findings = new ArrayList<>();

    private PreviewFindings(RowFacts facts) {
        this.facts = facts;
    }

    static PreviewReport report(Pairs pairs, DataConfig config) {
        TokenFile ids = pairs.rows().ids();
        int rows = ids.rows();
        DataReport read = pairs.reports().getFirst();
        BitSet overLong = new BitSet();
        IntStream.range(0, rows).filter(row -> !ids.fits(row, config.maxLength())).forEach(overLong::set);
        if (config.dropDuplicates()) {
            overLong.andNot(pairs.rows().facts().duplicates()); // each row is left out once
        }
        PreviewFindings found = new PreviewFindings(pairs.rows().facts());
        found.add(Trait.OVER_LONG, overLong, true);
        found.add(Trait.DUPLICATE, found.facts.duplicates(), config.dropDuplicates());
        found.add(Trait.EMPTY_RESPONSE, found.facts.emptyResponses(), false);
        found.add(Trait.IDENTICAL_SIDES, found.facts.identicalSides(), false);
        found.addShared(pairs.reports().getLast());
        int[] all = IntStream.range(0, rows).toArray();
        Integer maxLength = config.maxLength();
        return new PreviewReport(read.rowsRead(), read.rowsKept(), found.findings,
                pairs.format().reason(), maxLength == null ? 0 : maxLength, PairLengths.of(ids.pairs(all)),
                PairLengths.of(pairs.train()), PairLengths.of(pairs.heldOut()));
    }

    private void add(Trait trait, BitSet rows, boolean leftOut) {
        if (!rows.isEmpty()) {
            List<Place> first = rows.stream().limit(SHOWN).mapToObj(row -> new Place(row, facts.line(row))).toList();
            findings.add(new Finding(trait, rows.cardinality(), leftOut, first));
        }
    }

    /** Its rows are those of the held-out part, which may be another file: they are counted and not shown. */
    private void addShared(DataReport report) {
        DataReport.Finding shared = report.testPromptsInTraining();
        if (shared != null && shared.count() > 0) {
            findings.add(new Finding(Trait.PROMPT_ALSO_TRAINS, shared.count(), false, List.of()));
        }
    }
}
