package orcareward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Losses and gradients that are no numbers never reach the weights. */
class NotFiniteEndToEndTest {
    @TempDir
    Path folder;
    private RealCommandLine orca;

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
    }

    /** A margin beyond float32 makes the loss infinite; the gradient is a number all the same. */
    @Test
    void aStepWithoutALossIsLeftOutAndItsRowsAreNamed() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String row : RealCommandLine.goldenRows().subList(0, 24)) {
            rows.add(row.replaceFirst("\\}\\s*$", ", \"margin\": " + (rows.size() == 7 ? "1e39" : "0.0") + "}"));
        }
        orca.write(RealCommandLine.PAIRS, String.join("\n", rows) + "\n");
        RealCommandLine.Result result = orca.train("--set", "test_size=0.0", "--set", "eval_strategy=no", "--set",
                "max_steps=6", "--set", "save_steps=100", "--set", "max_length=100000");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        List<JsonNode> said = result.events("notice").stream()
                .filter(notice -> notice.path("message").asText().contains("left out, and the weights")).toList();
        assertThat(said).singleElement().satisfies(notice -> {
            assertThat(notice.path("severity").asText()).isEqualToIgnoringCase("warning");
            assertThat(notice.path("message").asText()).contains("loss is Infinity").containsPattern("rows .*\\b7\\b");
        });
        assertThat(result.events("step_finished")).hasSize(6);
        assertThat(floats(orca.at("out/model.safetensors"))).allSatisfy(weight -> assertThat(weight).isFinite());
        // Its log says NaN as Python's json does, and is read again.
        assertThat(Files.readString(orca.at("out/trainer_state.json"))).containsOnlyOnce("\"loss\": NaN");
        RealCommandLine.Result resumed = orca.run("train", "--resume", "out", "--set", "max_steps=8", "--json");
        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.code()).isZero();
        assertThat(resumed.events("step_finished")).hasSize(2);
    }

    @Test
    void aRunWithoutAnyNumberEndsAndSaysWhatIsKept() throws IOException {
        poison(orca.at(RealCommandLine.REWARD_MODEL + "/model.safetensors"));
        RealCommandLine.Result result = orca.train("--set", "model_name_or_path=rm", "--set", "max_steps=20", "--set",
                "eval_strategy=no", "--set", "test_size=0.0", "--set", "save_steps=3");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.events("step_finished")).hasSize(5);
        assertThat(result.events("run_failed")).singleElement().satisfies(failed -> {
            assertThat(failed.path("message").asText()).contains("5 steps").contains("learning_rate");
            assertThat(failed.path("last_checkpoint").asText()).endsWith("checkpoint-3");
        });
        assertThat(result.err()).contains("checkpoint-3").doesNotContain("Exception");
    }

    /** The last tensor in the file gets a NaN. */
    private static void poison(Path weights) throws IOException {
        byte[] bytes = Files.readAllBytes(weights);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.NaN);
        Files.write(weights, bytes);
    }

    private static List<Float> floats(Path weights) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(weights)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position((int) (8 + bytes.getLong(0)));
        List<Float> floats = new ArrayList<>();
        while (bytes.remaining() >= 4) {
            floats.add(bytes.getFloat());
        }
        return floats;
    }
}
