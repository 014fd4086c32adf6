package orcareward.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names that a training run, ours or TRL's, gives to what it writes: the one place that knows what may be overwritten. */
public final class RunFiles {
    /** The file that holds an output folder for one process. */
    public static final String LOCK = ".orca.lock";

    private static final Pattern FILES = Pattern.compile(String.join("|",
            // weights and adapters
            "(pytorch_)?model(-\\d+-of-\\d+)?\\.(safetensors|bin)",
            "(pytorch_)?model\\.(safetensors|bin)\\.index\\.json",
            "adapter_(config|model)\\.(json|safetensors|bin)", "config\\.json", "generation_config\\.json",
            // tokenizer
            "tokenizer\\.(json|model)", "tokenizer_config\\.json", "special_tokens_map\\.json", "added_tokens\\.json",
            "vocab\\.(json|txt)", "merges\\.txt", "chat_template\\.(jinja|json)",
            // the run
            "trainer_state\\.json", "training_args\\.bin", "(train|eval|all)_results\\.json", "config\\.yaml",
            "events\\.jsonl", "orca_[a-z_]+\\.json",
            "(optimizer|scheduler|rng_state|random_state)\\.(json|safetensors|pt|pth)"));
    private static final Pattern CHECKPOINT = Pattern.compile("(tmp-)?checkpoint-\\d+(\\.[a-z]+)?");
    private static final Pattern TENSORBOARD = Pattern.compile("events\\.out\\.tfevents\\..+");

    private RunFiles() {
    }

    /** Removes what a run wrote into {@code folder}; everything else stays. The lock is left alone. */
    public static void deleteFrom(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> list = Files.list(folder)) {
            entries = list.toList();
        }
        for (Path entry : entries) {
            String name = String.valueOf(entry.getFileName());
            boolean isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
            if (isFolder && CHECKPOINT.matcher(name).matches()) {
                AtomicFiles.deleteRecursively(entry);
            } else if (isFolder && name.equals("runs")) {
                deleteEventFiles(entry);
            } else if (!isFolder && isRunFile(name)) {
                Files.delete(entry);
            }
        }
    }

    /**
     * What a run wrote into {@code folder}, by name: files and whole folders, sorted. {@code runs} is among them when nothing but
     * TensorBoard's files is in it. The lock is left out.
     */
    public static List<Path> writtenTo(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> list = Files.list(folder)) {
            entries = list.sorted().toList();
        }
        List<Path> written = new ArrayList<>();
        for (Path entry : entries) {
            String name = String.valueOf(entry.getFileName());
            boolean isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
            boolean ours = isFolder
                    ? CHECKPOINT.matcher(name).matches() || name.equals("runs") && holdsEventFilesAlone(entry)
                    : isRunFile(name);
            if (ours) {
                written.add(entry);
            }
        }
        return written;
    }

    private static boolean holdsEventFilesAlone(Path runs) throws IOException {
        try (Stream<Path> walk = Files.walk(runs)) {
            return walk.allMatch(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    || TENSORBOARD.matcher(String.valueOf(path.getFileName())).matches());
        }
    }

    /** Whether a run writes a file of this name at the top of its output folder. */
    public static boolean isRunFile(String name) {
        // AtomicFiles leaves NAME.part when a process is killed.
        String whole = name.endsWith(".part") ? name.substring(0, name.length() - ".part".length()) : name;
        return FILES.matcher(whole).matches() || TENSORBOARD.matcher(whole).matches();
    }

    /** TensorBoard's files, and the folders that are empty without them. */
    private static void deleteEventFiles(Path runs) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(runs)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                deleteIfEmpty(path);
            } else if (TENSORBOARD.matcher(String.valueOf(path.getFileName())).matches()) {
                Files.delete(path);
            }
        }
    }

    /** Removes a folder unless something is in it; whether it is gone. */
    public static boolean deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }
}
