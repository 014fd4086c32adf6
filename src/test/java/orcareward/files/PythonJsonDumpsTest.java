package orcareward.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonJsonDumpsTest {
    /** Right-hand sides printed by Python's {@code repr}. */
    @ParameterizedTest
    @CsvSource({"0, 0.0", "-0.0, -0.0", "1, 1.0", "100, 100.0", "0.1, 0.1", "1e-4, 0.0001", "1.41e-5, 1.41e-05",
            "-1e-5, -1e-05", "0.30000000000000004, 0.30000000000000004", "1e15, 1000000000000000.0", "1e16, 1e+16",
            "1.5e16, 1.5e+16", "12345678901234567, 1.2345678901234568e+16", "9007199254740993, 9007199254740992.0",
            "1e100, 1e+100", "2.5e-100, 2.5e-100", "4.9e-324, 5e-324",
            "1.7976931348623157e308, 1.7976931348623157e+308",
            "2e-3, 0.002", "60523416576, 60523416576.0", "NaN, NaN", "-Infinity, -Infinity"})
    void numbersAreWrittenAsPythonDoes(double value, String python) {
        assertThat(PythonJson.number(value)).isEqualTo(python);
    }

    @Test
    void theWholeIsWhatJsonDumpsWrites() {
        // json.dumps({...}, indent=2, sort_keys=True) + "\n"
        assertThat(PythonJson.dumps(Map.of("b", Arrays.asList(1, 2.5, null, true, List.of(), Map.of()), "a",
                Map.of("text", "q\"\\\n\t\u0001\u007f\u00e4\ud83d\ude00"), "B", -3L))).isEqualTo("""
                        {
                          "B": -3,
                          "a": {
                            "text": "q\\"\\\\\\n\\t\\u0001\\u007f\\u00e4\\ud83d\\ude00"
                          },
                          "b": [
                            1,
                            2.5,
                            null,
                            true,
                            [],
                            {}
                          ]
                        }
                        """);
    }
}
