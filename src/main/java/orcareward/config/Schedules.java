package orcareward.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code lr_scheduler_type} with {@code lr_scheduler_kwargs}, with the names and defaults of transformers' functions
 * {@code get_*_schedule_with_warmup} (optimization.py, 4.57.3).
 */
final class Schedules {
    static final String TYPE = "lr_scheduler_type";
    static final String ARGUMENTS = "lr_scheduler_kwargs";
    private static final Map<String, Set<String>> NAMES = Map.of("linear", Set.of(), "cosine", Set.of("num_cycles"),
            "cosine_with_restarts", Set.of("num_cycles"), "cosine_with_min_lr",
            Set.of("num_cycles", "min_lr", "min_lr_rate"), "polynomial", Set.of("power", "lr_end"));

    private Schedules() {
    }

    /** Whether transformers' get_scheduler passes arguments on to this schedule at all. */
    static boolean takesArguments(String type) {
        return NAMES.containsKey(type);
    }

    /** Reports what is wrong with the arguments. */
    static void check(Settings settings) {
        String type = settings.requiredText(TYPE);
        if (settings.broken(TYPE, ARGUMENTS) || !takesArguments(type)) {
            return;
        }
        Map<String, @Nullable Object> arguments = settings.map(ARGUMENTS);
        Set<String> names = NAMES.getOrDefault(type, Set.of());
        arguments.forEach((name, value) -> {
            if (!names.contains(name)) {
                String remedy = Suggestions.nearest(name, names).map(near -> "Did you mean " + near + "?")
                        .orElse(names.isEmpty() ? "Remove it" : "It takes " + String.join(", ", List.copyOf(names)));
                settings.report(ARGUMENTS, "the schedule " + type + " takes no " + name, remedy);
            } else if (!(value instanceof Number)) {
                settings.report(ARGUMENTS, name + " must be a number", "");
            }
        });
        if (!settings.broken(ARGUMENTS)) {
            checkValues(settings, type, arguments);
        }
    }

    private static void checkValues(Settings settings, String type, Map<String, @Nullable Object> arguments) {
        double cycles = number(arguments, "num_cycles", 1);
        double rate = settings.number("learning_rate");
        if (type.equals("cosine_with_restarts") && (cycles < 1 || cycles != Math.rint(cycles) || cycles > 1e9)) {
            settings.report(ARGUMENTS, "num_cycles must be a whole number, at least 1", "");
        } else if (cycles <= 0) {
            settings.report(ARGUMENTS, "num_cycles must be above 0", "");
        }
        if (type.equals("cosine_with_min_lr")) {
            if (arguments.containsKey("min_lr") == arguments.containsKey("min_lr_rate")) {
                settings.report(ARGUMENTS, "the schedule cosine_with_min_lr needs either min_lr or min_lr_rate",
                        "Write for example lr_scheduler_kwargs: {min_lr_rate: 0.1}");
            } else if (number(arguments, "min_lr", 0) < 0 || number(arguments, "min_lr_rate", 0) < 0
                    || number(arguments, "min_lr", 0) > rate || number(arguments, "min_lr_rate", 0) > 1) {
                settings.report(ARGUMENTS, "the lowest rate must lie between 0 and learning_rate", "");
            }
        }
        if (type.equals("polynomial")) {
            double end = number(arguments, "lr_end", 1e-7);
            if (end < 0 || end >= rate) {
                settings.report(ARGUMENTS, "lr_end, " + Numbers.plain(end) + ", must be below learning_rate", "");
            }
            if (number(arguments, "power", 1) <= 0) {
                settings.report(ARGUMENTS, "power must be above 0", "");
            }
        }
    }

    /** The schedule of settings that were checked. */
    static ScheduleConfig schedule(Settings settings) {
        Map<String, @Nullable Object> arguments = settings.map(ARGUMENTS);
        String type = settings.requiredText(TYPE);
        return switch (type) {
            case "linear" -> new ScheduleConfig.Linear();
            case "cosine" -> new ScheduleConfig.Cosine(number(arguments, "num_cycles", 0.5));
            case "cosine_with_restarts" ->
                new ScheduleConfig.CosineWithRestarts((int) number(arguments, "num_cycles", 1));
            case "cosine_with_min_lr" -> {
                double rate = arguments.containsKey("min_lr")
                        ? number(arguments, "min_lr", 0) / settings.number("learning_rate")
                        : number(arguments, "min_lr_rate", 0);
                yield new ScheduleConfig.CosineWithMinLr(number(arguments, "num_cycles", 0.5), rate);
            }
            case "polynomial" -> new ScheduleConfig.Polynomial(number(arguments, "power", 1),
                    number(arguments, "lr_end", 1e-7));
            case "inverse_sqrt" -> new ScheduleConfig.InverseSqrt(0);
            case "constant" -> new ScheduleConfig.Constant();
            case "constant_with_warmup" -> new ScheduleConfig.ConstantWithWarmup();
            default -> throw new IllegalStateException("the schedule " + type + " is not known");
        };
    }

    /** Writes a schedule as the two settings it is made of. */
    static void write(ScheduleConfig schedule, Map<String, @Nullable Object> values) {
        Map<String, Object> arguments = new TreeMap<>();
        String type = switch (schedule) {
            case ScheduleConfig.Linear linear -> "linear";
            case ScheduleConfig.Cosine cosine -> {
                arguments.put("num_cycles", cosine.numCycles());
                yield "cosine";
            }
            case ScheduleConfig.CosineWithRestarts cosine -> {
                arguments.put("num_cycles", (long) cosine.numCycles());
                yield "cosine_with_restarts";
            }
            case ScheduleConfig.CosineWithMinLr cosine -> {
                arguments.put("num_cycles", cosine.numCycles());
                arguments.put("min_lr_rate", cosine.minLrRate());
                yield "cosine_with_min_lr";
            }
            case ScheduleConfig.Polynomial polynomial -> {
                arguments.put("power", polynomial.power());
                arguments.put("lr_end", polynomial.lrEnd());
                yield "polynomial";
            }
            case ScheduleConfig.InverseSqrt inverse -> {
                if (inverse.timescale() != 0) {
                    throw new IllegalStateException("a timescale can't be written: transformers would ignore it");
                }
                yield "inverse_sqrt";
            }
            case ScheduleConfig.Constant constant -> "constant";
            case ScheduleConfig.ConstantWithWarmup constant -> "constant_with_warmup";
        };
        values.put(TYPE, type);
        values.put(ARGUMENTS, arguments.isEmpty() ? null : arguments);
    }

    private static double number(Map<String, @Nullable Object> arguments, String name, double otherwise) {
        return arguments.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }
}
