package orcareward.engine.lora;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orcareward.config.LoraConfig;
import orcareward.files.AtomicFiles;
import orcareward.files.PythonJson;
import orcareward.problem.ProblemException;

/**
 * An adapter's {@code adapter_config.json}, in peft's sense.
 *
 * @param r rank of the updates
 * @param loraAlpha numerator of their scale
 * @param loraDropout dropout on their input while training
 * @param targets which projections have one
 * @param useRslora whether the scale is alpha / sqrt(r) and not alpha / r
 * @param baseModelNameOrPath the model that the updates belong to
 * @param modulesToSave layers that the adapter holds whole: the head
 */
public record AdapterConfig(int r, double loraAlpha, double loraDropout, LoraTargets targets, boolean useRslora,
        String baseModelNameOrPath, List<String> modulesToSave) {
    /** The file's name in an adapter's folder. */
    public static final String FILE_NAME = "adapter_config.json";
    /** What peft saves whole with a sequence classifier. */
    public static final List<String> CLASSIFIER_HEADS = List.of("classifier", "score");

    /** A copy whose list can't change. */
    public AdapterConfig {
        modulesToSave = List.copyOf(modulesToSave);
    }

    /** A new adapter by the run's settings. */
    public static AdapterConfig of(LoraConfig settings, String baseModelNameOrPath) {
        return new AdapterConfig(settings.r(), settings.loraAlpha(), settings.loraDropout(),
                LoraTargets.ofSetting(settings.targetModules()), settings.useRslora(), baseModelNameOrPath,
                CLASSIFIER_HEADS);
    }

    /** Whether a folder holds an adapter. */
    public static boolean isAdapter(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE_NAME));
    }

    /**
     * Reads {@code adapter_config.json} in an adapter's folder.
     *
     * @throws ProblemException when it is missing or broken, or asks for what isn't supported; names every such field
     */
    public static AdapterConfig read(Path folder) throws IOException {
        return AdapterConfigJson.read(folder.resolve(FILE_NAME));
    }

    /** Writes {@code adapter_config.json} with all of peft's fields. */
    public void write(Path folder) throws IOException {
        AtomicFiles.writeString(folder.resolve(FILE_NAME), PythonJson.write(AdapterConfigJson.tree(this)));
    }

    /** The same on a base at another place. */
    public AdapterConfig withBase(String baseModelNameOrPath) {
        return new AdapterConfig(r, loraAlpha, loraDropout, targets, useRslora, baseModelNameOrPath, modulesToSave);
    }

    /** What the update is multiplied by: alpha / r, or alpha / sqrt(r) (arXiv 2312.03732). */
    public double scale() {
        return useRslora ? loraAlpha / Math.sqrt(r) : loraAlpha / r;
    }

    /** Whether the adapter holds the reward head; the base's own is used otherwise. */
    public boolean savesHead() {
        return modulesToSave.contains("score");
    }

    /**
     * The folder of the base model: as it stands when absolute, else looked for from the adapter's folder and then from
     * the working directory.
     *
     * @throws ProblemException when it is in none of these places
     */
    public Path resolveBase(Path adapterFolder) {
        return resolveBase(adapterFolder, Path.of(""));
    }

    /** As {@link #resolveBase(Path)}, with another working directory. */
    Path resolveBase(Path adapterFolder, Path workingDirectory) {
        String where = adapterFolder.resolve(FILE_NAME) + ", base_model_name_or_path";
        List<Path> candidates = new ArrayList<>();
        try {
            candidates.add(adapterFolder.resolve(baseModelNameOrPath).normalize());
            candidates.add(workingDirectory.resolve(baseModelNameOrPath).normalize());
        } catch (InvalidPathException e) {
            throw new ProblemException(where, "is " + baseModelNameOrPath + ", which can't be a folder here",
                    "Put the folder of the base model there", e);
        }
        return candidates.stream().filter(folder -> Files.isRegularFile(folder.resolve("config.json"))).findFirst()
                .orElseThrow(() -> new ProblemException(where,
                        "the base model " + baseModelNameOrPath + " is neither at "
                                + candidates.getFirst().toAbsolutePath() + " nor at "
                                + candidates.getLast().toAbsolutePath(),
                        "Put the folder of the base model there, absolute or relative to the adapter"));
    }
}
