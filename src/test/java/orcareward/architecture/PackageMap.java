package orcareward.architecture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which package may use which, one row a package; names are below {@code orcareward}. */
final class PackageMap {
    static final String ROOT = "orcareward";
    /** DJL's package in which one small class of ours must live, to reach what DJL keeps to itself. */
    static final String DJL_INSIDE = "ai.djl.pytorch.jni";

    private static final String[] ENGINE = {"engine.tensor", "engine.batch", "engine.model", "engine.lora",
            "engine.loss", "engine.optim", "engine.checkpoint", "engine.score", "engine.evaluate", "engine.train"};
    private static final String[] BELOW_RECIPE = with(ENGINE, "config", "data", "event", "hub", "tokenize", "runlog");

    private final Map<String, Set<String>> mayUse = new HashMap<>();

    PackageMap() {
        // Everybody's: problem says what is wrong; files writes beside, syncs, renames, locks, knows the user's folder.
        row("problem");
        row("files");

        row("config");
        row("data", "config");
        row("event", "config");
        row("hub", "config");
        row("tokenize", "config", "data", "tokenize.jinja");
        row("tokenize.jinja");
        row("runlog", "config", "event");

        row("engine.tensor", "config");
        row("engine.batch", "tokenize", "engine.tensor");
        row("engine.model", "engine.tensor", "engine.batch");
        row("engine.lora", "config", "engine.tensor", "engine.model");
        row("engine.loss", "event", "engine.tensor");
        row("engine.optim", "config", "engine.tensor");
        row("engine.checkpoint", "config", "event", "engine.tensor", "engine.model", "engine.lora", "engine.optim");
        row("engine.score", "data", "tokenize", "engine.tensor", "engine.batch", "engine.model");
        row("engine.evaluate", "event", "tokenize", "engine.tensor", "engine.batch", "engine.model", "engine.loss");
        row("engine.train", with(ENGINE, "config", "event", "tokenize"));

        row("recipe", BELOW_RECIPE);
        row("serve", "config", "data");
        row("cli", "config", "event", "recipe");

        row("ui.fx", "event");
        row("ui.chart", "event", "ui.fx");
        row("ui.tokens", "recipe", "ui.fx");
        for (String tab : new String[]{"ui.configure", "ui.train", "ui.evaluate", "ui.score", "ui.runs"}) {
            row(tab, "config", "data", "event", "recipe", "ui.fx", "ui.chart", "ui.tokens");
        }
        row("ui.shell", "config", "recipe", "ui.fx", "ui.chart", "ui.configure", "ui.train", "ui.evaluate", "ui.score",
                "ui.runs");

        // Main and Wiring: the one place that puts the parts together.
        row("", with(BELOW_RECIPE, "recipe", "serve", "cli", "ui.shell"));
    }

    private void row(String name, String... others) {
        Set<String> allowed = new HashSet<>(Arrays.asList(others));
        if (!name.equals("problem")) {
            allowed.add("problem");
            if (!name.equals("files")) {
                allowed.add("files");
            }
        }
        mayUse.put(full(name), new HashSet<>(allowed.stream().map(PackageMap::full).toList()));
    }

    private static String full(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Whether the map has a row for this package. */
    boolean knows(String packageName) {
        return mayUse.containsKey(packageName) || packageName.equals(DJL_INSIDE);
    }

    /** Whether classes of {@code from} may use classes of {@code to}, both packages of ours. */
    boolean allows(String from, String to) {
        return from.equals(to) || mayUse.getOrDefault(from, Set.of()).contains(to);
    }
}
