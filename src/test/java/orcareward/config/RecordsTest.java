package orcareward.config;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordsTest {
    @Test
    void recordsCannotExistInvalid() {
        assertThatIllegalStateException().isThrownBy(() -> new LoraConfig(0, 1, 0, List.of("q_proj"), false));
        assertThatIllegalStateException().isThrownBy(() -> new LoraConfig(1, 1, 1, List.of("q_proj"), false));
        assertThatIllegalStateException().isThrownBy(() -> new LoraConfig(1, 1, 0, List.of(), false));
        assertThatIllegalStateException()
                .isThrownBy(() -> new ModelConfig(null, null, true, true, DeviceChoice.AUTO, 0));
        assertThatIllegalStateException()
                .isThrownBy(() -> new EvaluationConfig(IntervalStrategy.NO, 0, 0, false, 0));
        assertThatIllegalStateException().isThrownBy(() -> new DataConfig("d", "train", "test", null, 1, 42,
                PromptFormat.AUTO, Map.of(), null, false, null, null, null));
        assertThatIllegalStateException().isThrownBy(() -> new DataConfig("d", "train", "test", null, 0, 42,
                PromptFormat.AUTO, Map.of("answer", "a"), null, false, null, null, null));
        assertThatIllegalStateException().isThrownBy(() -> new OutputConfig("o", false, IntervalStrategy.NO, 1, false,
                IntervalStrategy.NO, 1, null, false, "float64", List.of(), null, null));
    }
}
