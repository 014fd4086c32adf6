package orcareward.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where settings come from. Of several sources, a later one outweighs an earlier one, key by key. */
public sealed interface ConfigSource {
    /** A YAML file, or a JSON file when its name ends so. */
    record File(Path path) implements ConfigSource {
    }

    /** YAML that is no file; {@code name} stands for it in messages. */
    record Text(String name, String yaml) implements ConfigSource {
    }

    /** One of {@link Presets#names()}. */
    record Preset(String name) implements ConfigSource {
    }

    /** What was given with {@code --set}: {@code key=value}, the value as YAML. */
    record Assignments(List<String> assignments) implements ConfigSource {
        /** A copy whose list can't change. */
        public Assignments {
            assignments = List.copyOf(assignments);
        }
    }

    /**
     * Values by key.
     *
     * @param where what messages name as their place, such as a flag; empty to name the key
     * @param values null, Boolean, Number, String, List or Map
     */
    record Values(String where, Map<String, @Nullable Object> values) implements ConfigSource {
        /** A copy whose map can't change. */
        public Values {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** The flag {@code --use-lora}: an adapter with the head, by the other LoRA settings. */
    static ConfigSource useLora() {
        return new Values("--use-lora", Map.of("use_peft", true, "lora_task_type", "SEQ_CLS"));
    }

    /** The flag {@code --output-dir DIR}. */
    static ConfigSource outputDir(String folder) {
        return new Values("--output-dir", Map.of("output_dir", folder));
    }

    /** The flag {@code --overwrite}. */
    static ConfigSource overwrite() {
        return new Values("--overwrite", Map.of("overwrite_output_dir", true));
    }

    /** The flag {@code --device}; outweighs what other sources say about the CPU. */
    static ConfigSource device(DeviceChoice device) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("device", device.name().toLowerCase(Locale.ROOT));
        values.put("use_cpu", false);
        values.put("no_cuda", false);
        return new Values("--device", values);
    }
}
