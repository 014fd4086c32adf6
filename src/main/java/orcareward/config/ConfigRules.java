package orcareward.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold among settings that are each well-formed, and what is worth a note. */
final class ConfigRules {
    static final List<String> COLUMN_ROLES = List.of("prompt", "system", "question", "chosen", "rejected",
            "conversations", "margin");
    private static final Pattern PROJECTION = Pattern.compile("[A-Za-z0-9_.\\-]+");
    private static final Pattern SINGLE_FILE = Pattern.compile("demo|.*\\.(jsonl|json|parquet|csv)(\\.gz)?");
    private static final List<String> SHAPE_OF_ADAPTER = List.of("lora_r", "lora_alpha", "lora_dropout",
            "lora_target_modules", "use_rslora");

    private final Settings settings;

    private ConfigRules(Settings settings) {
        this.settings = settings;
    }

    /** Reports every rule that is broken. */
    static void check(Settings settings) {
        ConfigRules rules = new ConfigRules(settings);
        rules.model();
        rules.data();
        rules.lora();
        rules.evaluation();
        rules.output();
        Schedules.check(settings);
    }

    /** Whether an adapter is trained: asked for, or there to be trained further. */
    static boolean trainsAdapter(Settings settings) {
        return settings.bool("use_peft") || settings.isSet("adapter_name_or_path");
    }

    private void model() {
        if (!settings.incomplete() && !settings.isSet("model_name_or_path") && !settings.isSet("adapter_name_or_path")
                && !settings.broken("model_name_or_path", "adapter_name_or_path")) {
            settings.report("model_name_or_path", "is missing", "Name the folder of a model, or its name on the Hub");
        }
        if ((settings.bool("use_cpu") || settings.bool("no_cuda")) && "cuda".equals(settings.value("device"))) {
            settings.report("device", "asks for CUDA while " + (settings.bool("use_cpu") ? "use_cpu" : "no_cuda")
                    + " asks for the CPU", "Remove one of the two");
        }
    }

    private void data() {
        if (!settings.incomplete() && !settings.isSet("dataset_name") && !settings.broken("dataset_name")) {
            settings.report("dataset_name", "is missing",
                    "Name a file (JSONL, JSON, Parquet, CSV), a folder, or a data set on the Hub");
        }
        if (settings.isSet("eval_dataset_name") && settings.number("test_size") > 0) {
            settings.report("test_size", "can't be used together with eval_dataset_name",
                    "Remove one of the two");
        }
        String chosen = settings.text("column_chosen");
        if (chosen != null && chosen.equals(settings.text("column_rejected"))) {
            settings.report("column_rejected", "is the same column as column_chosen", "Name another one");
        }
    }

    private void lora() {
        if (settings.isSet("adapter_name_or_path") && settings.isSet("use_peft") && !settings.bool("use_peft")) {
            settings.report("use_peft", "is false while adapter_name_or_path names an adapter to train further",
                    "Remove one of the two");
        }
        if (!trainsAdapter(settings)) {
            return;
        }
        if (!settings.isSet("adapter_name_or_path") && !settings.broken("lora_task_type")
                && "CAUSAL_LM".equals(settings.value("lora_task_type"))) {
            settings.report("lora_task_type", settings.isSet("lora_task_type")
                    ? "CAUSAL_LM can't be used: the reward head would stay untrained"
                    : "is CAUSAL_LM when it isn't set, with which the reward head would stay untrained",
                    "Set lora_task_type: SEQ_CLS");
        }
        for (String module : settings.texts("lora_modules_to_save")) {
            if (!Set.of("score", "classifier").contains(module)) {
                settings.report("lora_modules_to_save", module + " can't be trained whole",
                        "Name only score, or remove the setting; the head is always trained");
            }
        }
        List<String> targets = settings.texts("lora_target_modules");
        for (String target : targets) {
            if (!PROJECTION.matcher(target).matches()) {
                settings.report("lora_target_modules", "\"" + target + "\" is a pattern, not a name",
                        "List the projections by name, such as [q_proj, v_proj], or write all-linear");
            }
        }
        if (settings.isSet("lora_target_modules") && targets.isEmpty()) {
            settings.report("lora_target_modules", "is empty", "Name projections, or write all-linear");
        } else if (targets.contains("all-linear") && targets.size() > 1) {
            settings.report("lora_target_modules", "has all-linear beside other names", "Write all-linear alone");
        }
    }

    private void evaluation() {
        String dataset = settings.text("dataset_name");
        boolean evaluates = !settings.requiredText("eval_strategy").equals("no");
        boolean heldOut = settings.number("test_size") > 0 || settings.isSet("eval_dataset_name");
        if (evaluates && !heldOut && dataset != null && !settings.broken("test_size", "eval_dataset_name")
                && SINGLE_FILE.matcher(dataset.toLowerCase(Locale.ROOT)).matches()) {
            settings.report("eval_strategy", "there is nothing to evaluate on: the data set is one file and no"
                    + " rows are held out", "Set test_size, say to 0.1, or eval_dataset_name");
        }
    }

    private void output() {
        cadence("logging_strategy", "logging_steps", true);
        cadence("save_strategy", "save_steps", false);
        cadence("eval_strategy", "eval_steps", false);
        if (settings.requiredText("eval_strategy").equals("steps") && settings.number("eval_steps") == 0
                && settings.number("logging_steps") == 0 && !settings.broken("logging_steps", "eval_steps")) {
            settings.report("eval_steps", "is not set, and logging_steps, which it follows, is 0",
                    "Set eval_steps");
        }
        List<String> loggers = settings.texts("report_to");
        for (String logger : loggers) {
            if (!Set.of("tensorboard", "none", "all").contains(logger)) {
                settings.report("report_to", "can't report to " + logger,
                        "Use tensorboard; events.jsonl in the output folder can be sent on from there");
            }
        }
        if (loggers.contains("none") && loggers.size() > 1) {
            settings.report("report_to", "has none beside other names", "Write none alone");
        }
    }

    private void cadence(String strategy, String steps, boolean needed) {
        if (!settings.requiredText(strategy).equals("steps") || settings.broken(steps)) {
            return;
        }
        double every = settings.number(steps);
        if (every > 1 && every != Math.rint(every)) {
            settings.report(steps, "must be a whole number above 1, or a share of all updates below 1, not "
                    + Numbers.plain(every), "");
        } else if (every > Integer.MAX_VALUE) {
            settings.report(steps, "is too large", "Set " + strategy + " to \"no\" to turn it off");
        } else if (needed && every == 0) {
            settings.report(steps, "must be above 0 while " + strategy + " is steps",
                    "Set " + strategy + " to \"no\" to turn it off");
        }
    }

    /** What is set without having the effect that one might expect, a sentence each. */
    static List<String> notes(Settings settings) {
        List<String> notes = new ArrayList<>();
        for (ConfigKey key : ConfigKeys.all()) {
            if (key.status() instanceof ConfigKey.Status.NoEffect none && settings.isSet(key.name())
                    && !String.valueOf(settings.value(key.name())).equals(String.valueOf(key.defaultValue()))) {
                notes.add(settings.where(key.name()) + " has no effect here: " + none.why());
            }
        }
        if (settings.isSet("adapter_name_or_path")) {
            SHAPE_OF_ADAPTER.stream().filter(settings::isSet).forEach(key -> notes
                    .add(settings.where(key) + " has no effect: the adapter that is trained further has its own"));
        } else if (!settings.bool("use_peft")) {
            SHAPE_OF_ADAPTER.stream().filter(settings::isSet)
                    .forEach(key -> notes.add(settings.where(key) + " has no effect without use_peft: true"));
        }
        if (settings.integer("max_steps") > 0 && settings.isSet("num_train_epochs")) {
            notes.add(settings.where("num_train_epochs") + " has no effect: max_steps is set");
        }
        if (settings.integer("warmup_steps") > 0 && settings.number("warmup_ratio") > 0) {
            notes.add(settings.where("warmup_ratio") + " has no effect: warmup_steps is set");
        }
        if (settings.isSet(Schedules.ARGUMENTS) && !Schedules.takesArguments(settings.requiredText(Schedules.TYPE))) {
            notes.add(settings.where(Schedules.ARGUMENTS) + " has no effect with the schedule "
                    + settings.requiredText(Schedules.TYPE) + ", in TRL too");
        }
        if (trainsAdapter(settings) && settings.bool("disable_dropout") && settings.isSet("lora_dropout")
                && settings.number("lora_dropout") > 0) {
            notes.add(settings.where("lora_dropout") + " has no effect while disable_dropout is true, TRL's default");
        }
        return List.copyOf(notes);
    }
}
