package orcareward.recipe;

/** Every task that the command line and the desktop offer, wired once at the start. */
public record Recipes(TrainRunner train, EvaluateRunner evaluate, ScoreRunner score, ExportRunner export,
        DoctorRunner doctor, BenchRunner bench) {
}
