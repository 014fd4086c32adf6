package orcareward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import orcareward.cli.CliContext;
import orcareward.cli.Interrupts;
import orcareward.cli.OrcaCommand;
import orcareward.engine.checkpoint.SafetensorsFile;
import orcareward.files.UserFolder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The program as {@code Main} puts it together, with a working directory and a user's folder of the test's own, the tiny models and
 * forty pairs.
 */
@NullMarked
final class RealCommandLine {
    static final int ROWS = 40;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The tiny causal language model, in the working directory. */
    static final String BASE = "base";
    /** The tiny reward model. */
    static final String REWARD_MODEL = "rm";
    /** The pairs. */
    static final String PAIRS = "pairs.jsonl";

    private final Path work;
    private final Path home;
    private String ctrlCAt = "";

    /** What a call left behind. */
    record Result(int code, String out, String err) {
        /** Standard output as one JSON object a line. */
        List<JsonNode> jsonLines() throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : out.lines().toList()) {
                lines.add(MAPPER.readTree(line));
            }
            return lines;
        }

        /** The events of a type. */
        List<JsonNode> events(String type) throws IOException {
            return jsonLines().stream().filter(event -> event.path("type").asText().equals(type)).toList();
        }
    }

    /** Fills {@code folder}: {@code work} and {@code home}. */
    RealCommandLine(Path folder) throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        home = folder.resolve("home");
        copyFolder(Golden.path("tiny-llama-base"), work.resolve(BASE));
        copyFolder(Golden.path("tiny-llama-rm"), work.resolve(REWARD_MODEL));
        write(PAIRS, String.join("\n", goldenRows().subList(0, ROWS)) + "\n");
        write("run.yaml", """
                model_name_or_path: base
                dataset_name: pairs.jsonl
                test_size: 0.25
                max_length: 512
                per_device_train_batch_size: 4
                max_steps: 4
                learning_rate: 1e-3
                bf16: false
                gradient_checkpointing: false
                logging_steps: 1
                save_steps: 2
                eval_strategy: steps
                eval_steps: 2
                report_to: tensorboard
                output_dir: out
                """);
    }

    /** Rows of the golden training set. */
    static List<String> goldenRows() throws IOException {
        return Files.readAllLines(Golden.path("data/train.jsonl"));
    }

    /** Runs a command to its end. */
    Result run(String... args) {
        StringWriter err = new StringWriter();
        Interrupting out = new Interrupting(ctrlCAt);
        ctrlCAt = "";
        CliContext context = new CliContext(new PrintWriter(out), new PrintWriter(err),
                new BufferedReader(new StringReader("")), false, 100, work, "./orca", home.resolve("logs/orca.log"),
                out,
                code -> {
                    throw new IllegalStateException("halted with " + code);
                }, System::nanoTime);
        UserFolder user = new UserFolder(Map.of(UserFolder.OVERRIDE, home.toString()), "Linux", home);
        int code = OrcaCommand.run("0.0.0", context, Wiring.recipes("0.0.0", user), Wiring.configLoader(),
                Wiring.eventJson(), args);
        return new Result(code, out.toString(), err.toString());
    }

    /** Trains by {@code run.yaml} with events as JSON. */
    Result train(String... more) {
        return run(Stream.concat(Stream.of("train", "run.yaml", "--device", "cpu", "--json"), Stream.of(more))
                .toArray(String[]::new));
    }

    /** The next run, which must print JSON, hears Ctrl-C when it has finished a step. */
    void pressCtrlCAfterStep(long step) {
        ctrlCAt = "\"step_finished\".*\"step\":" + step + ",.*";
    }

    /** The next run, which must print JSON, hears Ctrl-C at its first event. */
    void pressCtrlCAtOnce() {
        ctrlCAt = "\"type\".*";
    }

    /** Presses Ctrl-C, once, when an event that matches comes by. */
    private static final class Interrupting extends StringWriter implements Interrupts {
        private final String event;
        private @Nullable Runnable action;
        private boolean pressed;

        Interrupting(String event) {
            this.event = event;
        }

        @Override
        public Registration listen(Runnable listener) {
            action = listener;
            return () -> action = null;
        }

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (action != null && !pressed && !event.isEmpty() && text.matches("\\{.*" + event)) {
                pressed = true;
                action.run();
            }
        }
    }

    /** A path in the working directory. */
    Path at(String name) {
        return work.resolve(name);
    }

    /** The user's folder. */
    Path home() {
        return home;
    }

    /** Writes a file in the working directory. */
    Path write(String name, String text) throws IOException {
        return Files.writeString(work.resolve(name), text);
    }

    /** Changes fields of a JSON file in the working directory. */
    void edit(String name, Map<String, String> fields) throws IOException {
        ObjectNode tree = (ObjectNode) MAPPER.readTree(at(name).toFile());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            tree.set(field.getKey(), MAPPER.readTree(field.getValue()));
        }
        Files.writeString(at(name), tree.toPrettyString());
    }

    /** A JSON file in the working directory. */
    JsonNode json(String name) throws IOException {
        return MAPPER.readTree(at(name).toFile());
    }

    /** A golden JSON file. */
    static JsonNode golden(String name) throws IOException {
        return MAPPER.readTree(Golden.path(name).toFile());
    }

    /** A JSONL file in the working directory. */
    List<JsonNode> jsonLines(String name) throws IOException {
        return new Result(0, Files.readString(at(name)), "").jsonLines();
    }

    /** Every tensor of a safetensors file in the working directory. */
    Map<String, float[]> tensors(String name) throws IOException {
        Map<String, float[]> tensors = new TreeMap<>();
        try (SafetensorsFile file = SafetensorsFile.open(at(name))) {
            for (String tensor : file.names()) {
                tensors.put(tensor, file.floats(tensor));
            }
        }
        return tensors;
    }

    /** Files and folders in a folder, sorted. */
    TreeSet<String> names(String folder) throws IOException {
        try (Stream<Path> list = Files.list(at(folder))) {
            return new TreeSet<>(list.map(path -> String.valueOf(path.getFileName())).toList());
        }
    }

    /** Copies a folder without subfolders. */
    static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> list = Files.list(from)) {
            for (Path file : list.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
            }
        }
    }
}
