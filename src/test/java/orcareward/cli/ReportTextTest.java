package orcareward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTextTest {
    @Test
    void aModelAndItsBaselinesAreColumnsOfOneTable() {
        Map<String, Object> sections = ordered("model",
                ordered("accuracy", 0.8125, "accuracy_lower", 0.75, "accuracy_upper", 0.862, "ties", 3L,
                        "reward_chosen",
                        ordered("mean", 1.25, "standard_deviation", 0.5), "log_loss", 0.4321, "longer_wins", 0.2),
                "untrained head", ordered("accuracy", 0.5), "data",
                ordered("file", "pairs.jsonl", "rows_in_file", 12859L));
        assertThat(ReportText.lines(sections)).containsExactly( //
                "                                             model  untrained head",
                "accuracy                                    81.3 %          50.0 %",
                "accuracy, 95 % interval           75.0 % to 86.2 %",
                "ties                                             3",
                "reward chosen mean                          +1.250",
                "reward chosen standard deviation             0.500",
                "log loss                                    0.4321",
                "longer wins                                 20.0 %", //
                "", //
                "                     data", //
                "file          pairs.jsonl", //
                "rows in file       12,859");
    }

    @Test
    void listsOfObjectsFollowAsTablesOfTheirOwn() {
        Map<String, Object> sections = ordered("model",
                ordered("pairs", 2L, "confident_mistakes", List.of(ordered("index", 7L, "margin", -2.5),
                        ordered("index", 1234L, "margin", -1.0)), "calibration_bins", List.of(ordered("from", 0.5))));
        assertThat(ReportText.lines(sections)).containsExactly("       model", "pairs      2", "",
                "confident mistakes:",
                "index  margin", "7      -2.500", "1,234  -1.000");
    }

    @Test
    void whatIsUnknownIsADash() {
        assertThat(ReportText.text("accuracy", Double.NaN)).isEqualTo("-");
        assertThat(ReportText.text("accuracy", null)).isEqualTo("-");
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
