package orcareward.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class PythonJsonTest {
    @Test
    void numbersLookAsPythonWritesThem() {
        assertThat(PythonJson.number(1e-5)).isEqualTo("1e-05");
        assertThat(PythonJson.number(1.41e-5)).isEqualTo("1.41e-05");
        assertThat(PythonJson.number(1e-4)).isEqualTo("0.0001");
        assertThat(PythonJson.number(-2.5e-7)).isEqualTo("-2.5e-07");
        assertThat(PythonJson.number(100000)).isEqualTo("100000.0");
        assertThat(PythonJson.number(1e15)).isEqualTo("1000000000000000.0");
        assertThat(PythonJson.number(1e16)).isEqualTo("1e+16");
        assertThat(PythonJson.number(1.5e300)).isEqualTo("1.5e+300");
        assertThat(PythonJson.number(0.1)).isEqualTo("0.1");
        assertThat(PythonJson.number(-0.0)).isEqualTo("-0.0");
        assertThat(PythonJson.number(Double.NaN)).isEqualTo("NaN");
        assertThat(PythonJson.number(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    }

    @Test
    void objectsAreSortedAndIndentedByTwo() throws Exception {
        var tree = new ObjectMapper().readTree("{\"b\":[1,[],{}],\"a\":{\"c\":null,\"B\":\"\\u00e9\\n\\\"\"}}");
        assertThat(PythonJson.write(tree)).isEqualTo("""
                {
                  "a": {
                    "B": "\\u00e9\\n\\"",
                    "c": null
                  },
                  "b": [
                    1,
                    [],
                    {}
                  ]
                }""");
    }
}
