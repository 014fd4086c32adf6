package orcareward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import orcareward.files.AtomicFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeEndToEndTest {
    @TempDir
    Path folder;
    private RealCommandLine orca;

    @BeforeEach
    void start() throws IOException {
        orca = new RealCommandLine(folder);
    }

    @Test
    void ctrlCSavesAndTheResumedRunEndsBitForBitWhereAStraightOneDoes() throws IOException {
        stoppedAndResumed("model.safetensors");
    }

    @Test
    void anAdapterWithDropoutGoesOnBitForBitToo() throws IOException {
        stoppedAndResumed("adapter_model.safetensors", "--use-lora", "--set", "lora_r=4", "--set",
                "lora_dropout=0.2", "--set", "disable_dropout=false");
    }

    @Test
    void aRunInBfloat16GoesOnFromItsMasters() throws IOException {
        stoppedAndResumed("model.safetensors", "--set", "bf16=true", "--set", "save_dtype=bfloat16");
    }

    /** Warm-up, accumulation, a log interval and an epoch's end all lie across the stop. */
    private void stoppedAndResumed(String weights, String... more) throws IOException {
        List<String> settings = new ArrayList<>(
                List.of("--set", "max_steps=6", "--set", "gradient_accumulation_steps=2",
                        "--set", "logging_steps=2", "--set", "warmup_steps=4", "--set", "save_steps=100", "--set",
                        "weight_decay=0.1"));
        settings.addAll(List.of(more));
        assertThat(orca.train(with(settings, "--output-dir", "straight")).code()).isZero();

        orca.pressCtrlCAfterStep(3);
        RealCommandLine.Result stopped = orca.train(with(settings, "--output-dir", "stopped"));
        assertThat(stopped.code()).isEqualTo(130);
        assertThat(stopped.err()).contains("Stopped after step 3.").contains("train --resume stopped");
        assertThat(orca.names("stopped")).contains("checkpoint-3").doesNotContain(weights, ".orca.lock");

        RealCommandLine.Result resumed = resume("stopped");
        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.code()).isZero();
        assertThat(resumed.events("step_finished").stream().map(step -> step.path("step").asInt()))
                .containsExactly(4, 5, 6);
        assertThat(Files.readAllBytes(orca.at("stopped/" + weights)))
                .isEqualTo(Files.readAllBytes(orca.at("straight/" + weights)));
        assertThat(Files.readAllBytes(orca.at("stopped/checkpoint-6/optimizer.safetensors")))
                .isEqualTo(Files.readAllBytes(orca.at("straight/checkpoint-6/optimizer.safetensors")));
        assertThat(withoutTimes(orca.json("stopped/trainer_state.json")))
                .isEqualTo(withoutTimes(orca.json("straight/trainer_state.json")));
    }

    @Test
    void ctrlCInTheLastStepKeepsTheFinalModelAndLeavesOutTheSummary() throws IOException {
        orca.pressCtrlCAfterStep(4);
        RealCommandLine.Result result = orca.train();
        assertThat(result.code()).isZero();
        assertThat(result.events("run_failed")).isEmpty();
        assertThat(result.events("run_summary")).isEmpty();
        assertThat(result.events("notice"))
                .anyMatch(notice -> notice.path("message").asText().contains("orca evaluate"));
        assertThat(orca.names("out")).contains("model.safetensors").doesNotContain(".orca.lock");
        assertThat(orca.run("evaluate", "out", "--device", "cpu").code()).isZero();
    }

    @Test
    void aFolderThatNoRunNumberedSoIsNoCheckpoint() throws IOException {
        assertThat(orca.train().code()).isZero();
        Files.createDirectory(orca.at("out/checkpoint-99999999999999999999"));
        RealCommandLine.Result result = resume("out");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void ctrlCBeforeTheFirstStepCanBeGoneOnFromToo() throws IOException {
        assertThat(orca.train("--output-dir", "straight").code()).isZero();
        orca.pressCtrlCAtOnce();
        RealCommandLine.Result stopped = orca.train();
        assertThat(stopped.code()).isEqualTo(130);
        assertThat(stopped.err()).contains("train --resume out");
        assertThat(stopped.events("step_finished")).isEmpty();

        RealCommandLine.Result resumed = resume("out");
        assertThat(resumed.code()).isZero();
        assertThat(resumed.events("step_finished")).hasSize(4);
        assertThat(Files.readAllBytes(orca.at("out/model.safetensors")))
                .isEqualTo(Files.readAllBytes(orca.at("straight/model.safetensors")));
    }

    @Test
    void aRunThatIsReplacedStaysWhenTheNewOneIsStoppedBeforeItBegins() throws IOException {
        assertThat(orca.train().code()).isZero();
        byte[] before = Files.readAllBytes(orca.at("out/model.safetensors"));
        orca.pressCtrlCAtOnce();
        assertThat(orca.train("--overwrite", "--set", "learning_rate=0.5").code()).isEqualTo(130);
        assertThat(Files.readAllBytes(orca.at("out/model.safetensors"))).isEqualTo(before);
        assertThat(orca.names("out")).contains("checkpoint-4").doesNotContain(".orca.lock");
    }

    @Test
    void aFinishedRunHasNothingToDo() throws IOException {
        assertThat(orca.train().code()).isZero();
        byte[] before = Files.readAllBytes(orca.at("out/model.safetensors"));
        RealCommandLine.Result result = orca.run("train", "--resume", "out");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("finished");
        assertThat(Files.readAllBytes(orca.at("out/model.safetensors"))).isEqualTo(before);
    }

    @Test
    void aFinishedRunWithoutCheckpointsIsNotBegunAgain() throws IOException {
        assertThat(orca.train("--set", "save_strategy=no").code()).isZero();
        assertThat(orca.names("out")).noneMatch(name -> name.startsWith("checkpoint"));
        byte[] before = Files.readAllBytes(orca.at("out/model.safetensors"));

        RealCommandLine.Result result = resume("out");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("finished");
        assertThat(result.events("step_finished")).isEmpty();
        assertThat(Files.readAllBytes(orca.at("out/model.safetensors"))).isEqualTo(before);
    }

    @Test
    void aRunThatEndedBeforeItsFinalModelWasWrittenGetsIt() throws IOException {
        assertThat(orca.train().code()).isZero();
        byte[] model = Files.readAllBytes(orca.at("out/model.safetensors"));
        Files.delete(orca.at("out/model.safetensors"));
        Files.delete(orca.at("out/trainer_state.json"));

        RealCommandLine.Result result = resume("out");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.events("step_finished")).isEmpty();
        assertThat(Files.readAllBytes(orca.at("out/model.safetensors"))).isEqualTo(model);
        assertThat(orca.at("out/trainer_state.json")).exists();
    }

    @Test
    void aFinishedRunGoesOnWhenItsLimitIsRaised() throws IOException {
        assertThat(orca.train().code()).isZero();
        RealCommandLine.Result result = resume("out", "--set", "max_steps=6");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.events("step_finished").stream().map(step -> step.path("step").asInt()))
                .containsExactly(5, 6);
        assertThat(orca.json("out/trainer_state.json").path("global_step").asInt()).isEqualTo(6);
    }

    @Test
    void aCheckpointThatIsNamedIsWhereTheRunGoesOn() throws IOException {
        assertThat(orca.train().code()).isZero();
        byte[] straight = Files.readAllBytes(orca.at("out/model.safetensors"));
        RealCommandLine.Result result = resume("out/checkpoint-2");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.events("step_finished")).hasSize(2);
        assertThat(Files.readAllBytes(orca.at("out/model.safetensors"))).isEqualTo(straight);
        assertThat(orca.json("out/trainer_state.json").path("log_history")).hasSize(7);
    }

    @Test
    void withoutACheckpointTheRunStartsAtStepZeroAndSaysSo() throws IOException {
        assertThat(orca.train().code()).isZero();
        byte[] straight = Files.readAllBytes(orca.at("out/model.safetensors"));
        AtomicFiles.deleteRecursively(orca.at("out/checkpoint-2"));
        AtomicFiles.deleteRecursively(orca.at("out/checkpoint-4"));
        Files.delete(orca.at("out/model.safetensors"));
        Files.delete(orca.at("out/trainer_state.json"));
        // Neither a folder that was being written nor one without the optimizer's state counts.
        Files.createDirectory(orca.at("out/checkpoint-3.part"));
        Files.createDirectory(orca.at("out/checkpoint-2"));

        RealCommandLine.Result result = resume("out");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("There is no complete checkpoint").contains("step 0");
        assertThat(result.events("step_finished")).hasSize(4);
        assertThat(Files.readAllBytes(orca.at("out/model.safetensors"))).isEqualTo(straight);
    }

    @Test
    void whatWouldMakeItAnotherRunCannotBeChanged() throws IOException {
        assertThat(orca.train("--set", "max_steps=2").code()).isZero();
        RealCommandLine.Result result = resume("out", "--set", "learning_rate=0.5", "--set", "max_length=10");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("learning_rate").contains("max_length");
        assertThat(result.err().lines()).hasSize(2);
        assertThat(resume("out", "--set", "logging_steps=5", "--set", "save_total_limit=1").code()).isZero();
    }

    @Test
    void aDamagedCheckpointIsNamed() throws IOException {
        assertThat(orca.train("--set", "max_steps=2").code()).isZero();
        Path state = orca.at("out/checkpoint-2/optimizer.safetensors");
        byte[] bytes = Files.readAllBytes(state);
        Files.write(state, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        refused("optimizer.safetensors", "bytes");
        byte[] flipped = bytes.clone();
        flipped[bytes.length - 5] ^= 1;
        Files.write(state, flipped);
        refused("optimizer.safetensors", "SHA-256");
        Files.write(state, bytes);
        Files.delete(orca.at("out/checkpoint-2/model.safetensors"));
        refused("model.safetensors", "missing");
        Files.writeString(orca.at("out/checkpoint-2/orca_manifest.json"), "{\"files\": ");
        refused("orca_manifest.json", "JSON");
    }

    private void refused(String file, String why) {
        RealCommandLine.Result result = resume("out", "--set", "max_steps=4");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(file).contains(why).doesNotContain("Exception");
    }

    @Test
    void everyFileOfACheckpointIsInItsManifest() throws IOException {
        assertThat(orca.train("--set", "max_steps=2").code()).isZero();
        List<String> named = new ArrayList<>();
        orca.json("out/checkpoint-2/orca_manifest.json").path("files").fieldNames().forEachRemaining(named::add);
        named.add("orca_manifest.json");
        assertThat(orca.names("out/checkpoint-2")).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void aManifestCannotNameFilesElsewhere() throws IOException {
        assertThat(orca.train("--set", "max_steps=2").code()).isZero();
        Files.writeString(orca.at("out/checkpoint-2/orca_manifest.json"),
                "{\"files\": {\"../config.yaml\": {\"bytes\": 1, \"sha256\": \"\"}}}");
        refused("orca_manifest.json", "outside");
    }

    @Test
    void theDataMustBeThoseThatTheRunBeganWith() throws IOException {
        assertThat(orca.train("--set", "max_steps=2").code()).isZero();
        orca.write(RealCommandLine.PAIRS, String.join("\n", RealCommandLine.goldenRows().subList(3, 50)) + "\n");
        RealCommandLine.Result result = resume("out", "--set", "max_steps=4");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(RealCommandLine.PAIRS).contains("changed");
    }

    private RealCommandLine.Result resume(String run, String... more) {
        return orca.run(with(List.of("train", "--resume", run, "--json"), more));
    }

    private static String[] with(List<String> args, String... more) {
        return Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /** The state without what differs from run to run: times and speeds. */
    private static String withoutTimes(JsonNode state) {
        return state.toPrettyString()
                .replaceAll("\"(train|eval)_(runtime|samples_per_second|steps_per_second)\" : [0-9.E-]+", "\"$1_$2\"");
    }
}
