package orcareward.ui.evaluate;

import java.nio.file.Path;

/**
 * A model that can be chosen by name.
 *
 * @param name as the person knows it: a run, a checkpoint of one, a folder
 * @param folder a full model, a checkpoint or an adapter
 */
public record ModelChoice(String name, Path folder) {
    /** A folder that no list knows, under its own name. */
    public static ModelChoice of(Path folder) {
        Path name = folder.getFileName();
        return new ModelChoice(name == null ? folder.toString() : name.toString(), folder);
    }

    @Override
    public String toString() {
        return name;
    }
}
