package orcareward.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as tables for people: a column for each section that shares a value with the first one (the model and its
 * baselines), a row for each value. Lists of objects, such as the most confident mistakes, follow below for the first section
 * alone; JSON has all of them.
 */
final class ReportText {
    private static final int WIDEST_TEXT = 100;
    /** A picture rather than a table: people read its sum, the calibration error. */
    private static final String CALIBRATION_BINS = "calibration_bins";

    private ReportText() {
    }

    /** The lines for sections by name, in the shape of {@link orcareward.recipe.EvaluationReport#toMap}. */
    static List<String> lines(Map<String, ?> sections) {
        List<String> lines = new ArrayList<>();
        Map<String, Map<String, @Nullable Object>> table = new LinkedHashMap<>();
        List<String> below = new ArrayList<>();
        sections.forEach((name, content) -> {
            Map<String, @Nullable Object> values = flat("",
                    content instanceof Map<?, ?> map ? map : Map.of(name, content));
            if (!table.isEmpty() && table.values().iterator().next().keySet().stream().noneMatch(values::containsKey)) {
                lines.addAll(table(table));
                lines.add("");
                table.clear();
            }
            if (!values.isEmpty()) {
                table.put(name, values);
            }
            if (below.isEmpty() && content instanceof Map<?, ?> map) {
                below.addAll(lists(map));
            }
        });
        lines.addAll(table(table));
        lines.addAll(below);
        return lines;
    }

    private static Map<String, @Nullable Object> flat(String prefix, Map<?, ?> values) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            String name = prefix + key;
            String interval = name.replaceFirst("_(lower|upper)$", ", 95 % interval");
            if (value instanceof Map<?, ?> inner) {
                flat.putAll(flat(name + " ", inner));
            } else if (!interval.equals(name) && value != null) {
                flat.merge(interval, List.of(value), ReportText::joined);
            } else if (!isObjects(value)) {
                flat.put(name, value);
            }
        });
        return flat;
    }

    private static Object joined(@Nullable Object lower, @Nullable Object upper) {
        return Stream.of(lower, upper).flatMap(side -> side instanceof List<?> list ? list.stream() : Stream.of(side))
                .toList();
    }

    private static boolean isObjects(@Nullable Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance);
    }

    private static List<String> table(Map<String, Map<String, @Nullable Object>> columns) {
        Set<String> names = new LinkedHashSet<>();
        columns.values().forEach(values -> names.addAll(values.keySet()));
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        columns.keySet().forEach(name -> head.add(label(name)));
        rows.add(head);
        for (String name : names) {
            List<String> row = new ArrayList<>(List.of(label(name)));
            columns.values().forEach(values -> row.add(values.containsKey(name) ? text(name, values.get(name)) : ""));
            rows.add(row);
        }
        return columns.isEmpty() ? List.of() : aligned(rows);
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
            }
            return line.toString().stripTrailing();
        }).toList();
    }

    private static List<String> lists(Map<?, ?> section) {
        List<String> lines = new ArrayList<>();
        section.forEach((key, value) -> {
            if (!key.equals(CALIBRATION_BINS) && isObjects(value) && value instanceof List<?> list) {
                lines.add("");
                lines.add(label(String.valueOf(key)) + ":");
                lines.addAll(rows(list));
            }
        });
        return lines;
    }

    private static List<String> rows(List<?> objects) {
        Set<Object> names = new LinkedHashSet<>();
        List<Map<?, ?>> maps = new ArrayList<>();
        for (Object object : objects) {
            if (object instanceof Map<?, ?> map) {
                maps.add(map);
                names.addAll(map.keySet());
            }
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(names.stream().map(name -> label(String.valueOf(name))).toList());
        for (Map<?, ?> map : maps) {
            rows.add(names.stream().map(name -> text(String.valueOf(name), map.get(name))).toList());
        }
        return aligned(rows);
    }

    private static String label(String name) {
        return name.replace('_', ' ');
    }

    /** A value as its name says it is to be read: shares as per cent, rewards with sign, losses with four decimals. */
    static String text(String name, @Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Double || value instanceof Float) {
            return number(name.toLowerCase(Locale.ROOT), ((Number) value).doubleValue());
        }
        if (value instanceof Number number) {
            return Words.count(number.longValue());
        }
        if (value instanceof List<?> list) {
            return String.join(" to ", list.stream().map(inner -> text(name, inner)).toList());
        }
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        String line = String.valueOf(value).replaceAll("\\s+", " ");
        return line.length() <= WIDEST_TEXT ? line : line.substring(0, WIDEST_TEXT - 3) + "...";
    }

    private static String number(String name, double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        if (name.contains("accuracy") || name.contains("wins") || name.equals("confidence")) {
            return Words.percent(value);
        }
        if (name.contains("deviation")) {
            return String.format(Locale.ROOT, "%.3f", value);
        }
        if (name.contains("loss") || name.contains("calibration")) {
            return Words.loss(value);
        }
        if (name.contains("seconds")) {
            return Words.duration(value);
        }
        return Words.signed(value);
    }
}
