package orcareward.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orcareward.problem.ProblemException;

/** Finds the files that a {@code dataset_name} stands for. */
public final class DatasetLocator {
    private static final Pattern DATA_FILE = Pattern.compile("(.+)\\.(" + FileType.EXTENSIONS + ")",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SHARD = Pattern.compile("(.+)-(\\d{1,9})-of-(\\d{1,9})");
    /** {@code datasets} writes these beside the data. */
    private static final Pattern NOT_DATA = Pattern.compile("dataset_infos?|dataset_dict|state|config");
    private static final Pattern HUB_NAME = Pattern.compile("[\\w.-]+(/[\\w.-]+)?");

    private final Path base;
    private final String key;

    /** Relative names are looked for in {@code base}; messages speak of {@code dataset_name}. */
    public DatasetLocator(Path base) {
        this(base, "dataset_name");
    }

    /** The same where another key or option gives the name: {@code eval_dataset_name}, {@code --dataset}. */
    public DatasetLocator(Path base, String key) {
        this.base = base;
        this.key = key;
    }

    /**
     * The data set's rows for a split: a file stands for itself; of a folder, the split's files or else its only data file.
     *
     * @param name {@code dataset_name}
     * @param split {@code dataset_train_split} or {@code dataset_test_split}
     * @throws ProblemException when nothing on disk fits
     */
    public LocatedDataset locate(String name, String split) throws IOException {
        Path path = path(name);
        if (Files.isRegularFile(path)) {
            return new LocatedDataset(name, path, List.of(path));
        }
        Optional<LocatedDataset> found = findSplit(name, split);
        if (found.isPresent()) {
            return found.get();
        }
        List<Path> files = new ArrayList<>();
        for (Path folder : folders(path)) {
            files.addAll(dataFiles(folder));
        }
        if (files.size() == 1) {
            return new LocatedDataset(name, path, files);
        }
        throw new ProblemException(name, files.isEmpty()
                ? "the folder holds no data file (JSONL, JSON, Parquet or CSV)"
                : "the folder has no file for the split " + split + ". Found: "
                        + String.join(", ", files.stream().map(file -> path.relativize(file).toString()).toList()),
                "Name the file itself: " + key + ": " + (files.isEmpty() ? "path/to/pairs.jsonl" : files.getFirst()));
    }

    /**
     * The files of a folder that are called after the split: {@code train.jsonl} or {@code train-00000-of-00003.parquet}, there
     * or in its {@code data} folder; empty for a file, or when there are none.
     *
     * @throws ProblemException when the name stands for nothing on disk, or a part of the split is missing
     */
    public Optional<LocatedDataset> findSplit(String name, String split) throws IOException {
        Path path = path(name);
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        for (Path folder : folders(path)) {
            List<Path> files = dataFiles(folder);
            Optional<Path> whole = files.stream().filter(file -> stem(file).equals(split)).findFirst();
            if (whole.isPresent()) {
                return whole.map(file -> new LocatedDataset(name, path, List.of(file)));
            }
            List<Path> shards = shards(files, split);
            if (!shards.isEmpty()) {
                return Optional.of(new LocatedDataset(name, path, shards));
            }
        }
        return Optional.empty();
    }

    private Path path(String name) {
        Path path;
        try {
            path = base.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new ProblemException(key, "\"" + name + "\" is no possible path",
                    "Give a file or a folder",
                    e);
        }
        if (Files.exists(path)) {
            return path;
        }
        if (HUB_NAME.matcher(name).matches() && !DATA_FILE.matcher(name).matches()) {
            String file = name.substring(name.lastIndexOf('/') + 1) + ".jsonl";
            throw new ProblemException(key,
                    name + " is neither a file nor a folder here (" + path.toAbsolutePath()
                            + "), and fetching a data set of that name is not possible yet",
                    "Download it and give its file or folder: " + key + ": path/to/" + file);
        }
        throw new ProblemException(key, "there is no file or folder " + path.toAbsolutePath(),
                "Correct it; a relative path starts in " + base.toAbsolutePath().normalize());
    }

    private static List<Path> folders(Path path) {
        return Stream.of(path, path.resolve("data")).filter(Files::isDirectory).toList();
    }

    private static List<Path> dataFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> DATA_FILE.matcher(file.getFileName().toString()).matches())
                    .filter(file -> !NOT_DATA.matcher(stem(file)).matches())
                    .sorted(Comparator.comparing(Path::toString)).toList();
        }
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static List<Path> shards(List<Path> files, String split) {
        TreeMap<Integer, Path> parts = new TreeMap<>();
        int of = 0;
        for (Path file : files) {
            Matcher shard = SHARD.matcher(stem(file));
            if (shard.matches() && shard.group(1).equals(split)) {
                parts.put(Integer.valueOf(shard.group(2)), file);
                of = Math.max(of, Integer.parseInt(shard.group(3)));
            }
        }
        for (int part = 0; part < of; part++) {
            if (!parts.containsKey(part)) {
                throw new ProblemException(String.valueOf(files.getFirst().getParent()), "part " + part + " of " + of
                        + " of the split " + split + " is missing (parts count from 0)", "Download the missing file");
            }
        }
        return List.copyOf(parts.values());
    }
}
