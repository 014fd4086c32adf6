package orcareward.recipe;

import java.nio.file.Path;

/**
 * An adapter to be merged into a full model; both paths are absolute.
 *
 * @param modelDir the adapter, or a run's folder or checkpoint that holds one
 * @param output the folder for the full model; must be empty or absent
 */
public record ExportJob(Path modelDir, Path output) {
}
