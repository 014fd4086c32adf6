package orcareward.recipe;

/** The tasks that only the desktop offers, beside those that it shares with the command line; wired once at the start. */
public record DesktopRecipes(
        EngineRunner engine,
        PreviewRunner preview,
        EstimateRunner estimate,
        RunsRunner runs,
        ScoreSessions scoreSessions,
        ScoreHistory scoreHistory) {
}
