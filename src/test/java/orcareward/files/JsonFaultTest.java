package orcareward.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFaultTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    record Numbers(List<Inner> list) {
        record Inner(long count) {
        }
    }

    private static String words(String json, Class<?> type) {
        return JsonFault.inWords(catchThrowableOfType(JacksonException.class, () -> MAPPER.readValue(json, type)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "[1, 2", "", "\"abc", "{a: 1}", "[1 2]", "nul", "{\"a\": 01}", "[1}",
            "{\"a\" 1}", "\"\\q\"",
            "[\"\u0001\"]", "{\"list\": 3}", "{\"list\": [{\"count\": \"x\"}]}", "{\"other\": 1}", "[[]]",
            "1e99999999999"})
    void noClassOfTheParserIsNamed(String json) {
        for (Class<?> type : List.of(Object.class, Numbers.class)) {
            JacksonException fault = catchThrowableOfType(JacksonException.class, () -> MAPPER.readValue(json, type));
            if (fault != null) {
                assertThat(JsonFault.inWords(fault)).isNotBlank()
                        .doesNotContain("`", "REDACTED", "Stream", "Json", "java", "\n");
            }
        }
    }

    @Test
    void theCommonFaultsAreSaidPlainly() {
        assertThat(words("{\"list\": [{\"count\": 1}", Numbers.class)).isEqualTo("it ends in the middle of a value");
        assertThat(words("{\"list\": [{\"count\": \"x\"}]}", Numbers.class))
                .isEqualTo("list.0.count has another form than it should");
        assertThat(words("[".repeat(2000), Object.class)).contains("depth").contains("1000").doesNotContain("get");
        assertThat(words("{a: 1}", Object.class)).contains("'a'");
    }
}
