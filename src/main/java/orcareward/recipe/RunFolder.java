package orcareward.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orcareward.config.DataConfig;
import orcareward.config.TrainConfig;
import orcareward.engine.checkpoint.DType;
import orcareward.engine.checkpoint.LoadedModel;
import orcareward.engine.checkpoint.ModelFolderWriter;
import orcareward.engine.checkpoint.OptimizerState;
import orcareward.engine.optim.AdamW;
import orcareward.engine.train.Progress;
import orcareward.engine.train.TrainingPlan;
import orcareward.files.AtomicFiles;
import orcareward.files.JsonFault;
import orcareward.problem.ProblemException;
import orcareward.runlog.TrainerState;
import orcareward.tokenize.ChatTemplate;
import orcareward.tokenize.RewardTokenizer;

/** What a run leaves in its output folder: {@code checkpoint-N/}, and the final model at the top, as TRL lays them out. */
final class RunFolder {
    static final String PROGRESS = "orca_progress.json";

    private static final Pattern CHECKPOINT = Pattern.compile("checkpoint-(\\d{1,18})");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final Path path;
    private final TrainConfig config;
    private final String configYaml;
    private final ModelCard card;
    private final LoadedModel model;
    private final Path tokenizerFolder;
    private final RewardTokenizer tokenizer;
    private final TrainingPlan plan;

    RunFolder(Path path, TrainConfig config, String configYaml, ModelCard card, LoadedModel model, Path tokenizerFolder,
            RewardTokenizer tokenizer, TrainingPlan plan) {
        this.path = path;
        this.config = config;
        this.configYaml = configYaml;
        this.card = card;
        this.model = model;
        this.tokenizerFolder = tokenizerFolder;
        this.tokenizer = tokenizer;
        this.plan = plan;
    }

    /** Before the first step: what tells that a run is here and how to go on with it. */
    void begin() throws IOException {
        AtomicFiles.writeString(path.resolve(EarlierRun.SAVED_CONFIG), configYaml);
        card.write(path);
    }

    /**
     * Writes {@code checkpoint-N} beside and renames it, then removes the oldest beyond {@code save_total_limit}.
     *
     * @return where it is
     */
    Path saveCheckpoint(Progress progress, AdamW optimizer, List<Map<String, Object>> logHistory) throws IOException {
        Path target = path.resolve("checkpoint-" + progress.step());
        Path beside = path.resolve(target.getFileName() + ".part");
        saving(target.getFileName() + " could not be saved", () -> {
            try {
                AtomicFiles.deleteRecursively(beside);
                Files.createDirectory(beside);
                writeModel(beside);
                if (!config.output().saveOnlyModel()) {
                    OptimizerState.write(beside, optimizer, dtype());
                    AtomicFiles.write(beside.resolve(PROGRESS), out -> out.write(MAPPER.writeValueAsBytes(progress)));
                }
                state(progress, logHistory).write(beside.resolve(TrainerState.NAME));
                Manifest.write(beside);
                AtomicFiles.syncFolder(beside);
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                try {
                    AtomicFiles.deleteRecursively(beside); // what is half written would only keep the disk full
                } catch (IOException stays) {
                    e.addSuppressed(stays);
                }
                throw e;
            }
            AtomicFiles.deleteRecursively(target); // only there when a resumed run passes this step again
            AtomicFiles.move(beside, target); // when this fails the whole one stays beside
        });
        removeOldest();
        return target;
    }

    /** Something that writes. */
    @FunctionalInterface
    private interface Saving {
        void run() throws IOException;
    }

    /** A disk that is full is what mostly goes wrong here, and systems word that differently: says how much is free, and what to do. */
    private void saving(String failure, Saving saving) throws IOException {
        try {
            saving.run();
        } catch (IOException e) {
            String reason = e instanceof FileSystemException file && file.getReason() != null
                    ? file.getReason()
                    : String.valueOf(e.getMessage());
            throw new IOException("%s in %s: %s (%s free there). Make room or mend the folder, then go on with --resume"
                    .formatted(failure, path, reason, free()), e);
        }
    }

    private String free() {
        try {
            return DoctorRecipe.size(Files.getFileStore(path).getUsableSpace());
        } catch (IOException e) {
            return "unknown how much is"; // the folder itself may be gone
        }
    }

    /** The final model, at the top of the output folder. */
    void saveFinal(Progress progress, List<Map<String, Object>> logHistory) throws IOException {
        saving("the final model could not be saved", () -> {
            writeModel(path);
            state(progress, logHistory).write(path.resolve(TrainerState.NAME));
        });
    }

    private void writeModel(Path folder) throws IOException {
        model.write(folder, dtype(), tokenizer.padTokenId());
        writeTokenizer(folder);
        card.write(folder);
        AtomicFiles.writeString(folder.resolve(EarlierRun.SAVED_CONFIG), configYaml);
    }

    private void writeTokenizer(Path folder) throws IOException {
        DataConfig data = config.data();
        boolean ownTemplate = data.chatTemplatePath() == null;
        Map<String, String> tokens = new TreeMap<>();
        if (data.padToken() != null) {
            tokens.put("pad_token", data.padToken());
        }
        if (data.eosToken() != null || !ownTemplate) { // another tokenizer's template brings its end token along
            tokenizer.eosToken().ifPresent(token -> tokens.put("eos_token", token));
        }
        ModelFolderWriter.copyTokenizer(tokenizerFolder, folder, tokens,
                ownTemplate ? null : tokenizer.chatTemplate().map(ChatTemplate::source).orElseThrow());
    }

    private DType dtype() {
        return switch (config.output().saveDtype()) {
            case "float32" -> DType.F32;
            case "bfloat16" -> DType.BF16;
            case "float16" -> DType.F16;
            default -> throw new IllegalStateException("save_dtype was checked before");
        };
    }

    private TrainerState state(Progress progress, List<Map<String, Object>> logHistory) {
        return new TrainerState(plan.epochAfter(progress.step()), progress.step(), plan.totalSteps(),
                interval(config.output().loggingSteps()), interval(evalSteps()), interval(config.output().saveSteps()),
                plan.batchSize(),
                (long) Math.ceil(plan.totalEpochs()), 0, true, progress.step() >= plan.totalSteps(), logHistory);
    }

    private double evalSteps() {
        double given = config.evaluation().evalSteps();
        return given > 0 ? given : config.output().loggingSteps();
    }

    private long interval(double steps) {
        return steps < 1 ? (long) Math.ceil(plan.totalSteps() * steps) : Math.round(steps);
    }

    private void removeOldest() throws IOException {
        Integer limit = config.output().saveTotalLimit();
        List<Path> all = checkpoints(path);
        for (int i = 0; limit != null && limit > 0 && i < all.size() - limit; i++) {
            AtomicFiles.deleteRecursively(all.get(i));
        }
    }

    /** Complete checkpoints in a folder, the oldest first. */
    static List<Path> checkpoints(Path outputDir) throws IOException {
        if (!Files.isDirectory(outputDir)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(outputDir)) {
            return list.filter(entry -> stepOf(entry).isPresent())
                    .sorted(Comparator.comparing(entry -> stepOf(entry).orElseThrow()))
                    .toList();
        }
    }

    /** N of {@code checkpoint-N}. */
    static Optional<Long> stepOf(Path folder) {
        Matcher matcher = CHECKPOINT.matcher(String.valueOf(folder.getFileName()));
        return matcher.matches() && Files.isDirectory(folder)
                ? Optional.of(Long.valueOf(matcher.group(1)))
                : Optional.empty();
    }

    /** Whether a run can go on from a checkpoint. */
    static boolean isResumable(Path checkpoint) {
        return OptimizerState.isIn(checkpoint) && Files.isRegularFile(checkpoint.resolve(PROGRESS))
                && Manifest.isIn(checkpoint);
    }

    /** Where a checkpoint's run stood. */
    static Progress readProgress(Path checkpoint) throws IOException {
        Path file = checkpoint.resolve(PROGRESS);
        try {
            return Objects.requireNonNull(MAPPER.readValue(file.toFile(), Progress.class));
        } catch (JsonProcessingException e) {
            throw new ProblemException(file.toString(), "it is broken: " + JsonFault.inWords(e),
                    "Resume from another checkpoint of the run", e);
        }
    }
}
