package orcareward.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import orcareward.problem.Problem;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The settings of all sources together: what is set, where, and the default of the rest. */
final class Settings {
    private final SortedMap<String, @Nullable Object> values = new TreeMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final List<Problem> problems;
    private boolean incomplete;

    /** Problems are added to the list given. */
    Settings(List<Problem> problems, ConfigSource... sources) {
        this.problems = problems;
        Map<String, SourceReader.Entry> winning = new LinkedHashMap<>();
        for (ConfigSource source : sources) {
            for (SourceReader.Entry entry : entries(source)) {
                if (ConfigKeys.find(entry.key()).isPresent()) {
                    winning.put(entry.key(), entry);
                } else {
                    problems.add(unknown(entry));
                }
            }
        }
        winning.values().forEach(this::read);
    }

    private List<SourceReader.Entry> entries(ConfigSource source) {
        try {
            return SourceReader.entries(source, problems);
        } catch (ProblemException e) {
            problems.addAll(e.problems());
            incomplete = true;
            return List.of();
        }
    }

    private static Problem unknown(SourceReader.Entry entry) {
        String remedy = ConfigKeys.nearest(entry.key()).map(name -> "Did you mean " + name + "?")
                .orElse("./orca config --preset " + Presets.DEFAULT + " shows the usual ones");
        String what = entry.where().endsWith(entry.key())
                ? "there is no such setting"
                : "there is no setting " + entry.key();
        return new Problem(entry.where(), what, remedy);
    }

    private void read(SourceReader.Entry entry) {
        places.put(entry.key(), entry.where());
        switch (ValueParser.parse(ConfigKeys.get(entry.key()), entry.value())) {
            case ValueParser.Parsed.Good good -> values.put(entry.key(), good.value());
            case ValueParser.Parsed.Bad bad -> report(entry.key(), bad.what(), bad.remedy());
        }
    }

    /** Adds a problem with a key, at the place where it was set. */
    void report(String key, String what, String remedy) {
        broken.add(key);
        problems.add(new Problem(where(key), what, remedy));
    }

    /** The place of a key, or its name when it isn't set. */
    String where(String key) {
        return places.getOrDefault(key, key);
    }

    /** Whether one of the keys has been reported already. */
    boolean broken(String... keys) {
        for (String key : keys) {
            if (broken.contains(key)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a source could not be read, so that nothing can be said about what is missing. */
    boolean incomplete() {
        return incomplete;
    }

    /** Whether a key was given a value other than null. */
    boolean isSet(String key) {
        return values.get(key) != null;
    }

    /** What is set, without secrets. */
    SortedMap<String, @Nullable Object> values() {
        SortedMap<String, @Nullable Object> open = new TreeMap<>(values);
        open.keySet().removeIf(key -> ConfigKeys.get(key).secret());
        return Collections.unmodifiableSortedMap(open);
    }

    @Nullable
    Object value(String key) {
        return values.containsKey(key) ? values.get(key) : ConfigKeys.get(key).defaultValue();
    }

    boolean bool(String key) {
        return Boolean.TRUE.equals(value(key));
    }

    @Nullable
    String text(String key) {
        return (String) value(key);
    }

    String requiredText(String key) {
        return Objects.requireNonNull(text(key), key);
    }

    double number(String key) {
        return value(key) instanceof Number number ? number.doubleValue() : 0;
    }

    @Nullable
    Double optionalNumber(String key) {
        return (Double) value(key);
    }

    long integer(String key) {
        return value(key) instanceof Long number ? number : 0;
    }

    /** A whole number that its key's range keeps within an int. */
    int small(String key) {
        return Math.toIntExact(integer(key));
    }

    @Nullable
    Long optionalInteger(String key) {
        return (Long) value(key);
    }

    @Nullable
    Integer optionalSmall(String key) {
        Long value = optionalInteger(key);
        return value == null ? null : Integer.valueOf(Math.toIntExact(value));
    }

    /** A list, empty when it isn't set. */
    List<String> texts(String key) {
        return value(key) instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    /** Names with values, empty when it isn't set. */
    Map<String, @Nullable Object> map(String key) {
        Object value = value(key);
        return value == null ? Map.of() : ValueParser.asMap(value);
    }
}
