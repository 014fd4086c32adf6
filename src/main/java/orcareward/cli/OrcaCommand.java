package orcareward.cli;

import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import orcareward.event.TrainingEvent;
import orcareward.recipe.Recipes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line as a whole; without a command it says what there is. */
@Command(description = {"Trains reward models on preference pairs, evaluates them, and scores responses."}, footer = {
        "", "To begin:",
        "  @|bold ${COMMAND-FULL-NAME} train --preset demo|@            a small run of about a minute",
        "  @|bold ${COMMAND-FULL-NAME} config --preset orca-smollm2|@      settings to begin from, as a file",
        "  @|bold ${COMMAND-FULL-NAME} help train|@                        all about one command", "",
        "Exit codes: 0 done, 1 the run failed, 2 something in the input, 3 the output folder is in use, 130 Ctrl-C."}, subcommands = CommandLine.HelpCommand.class)
public final class OrcaCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    // Read before the log is set up, by Main; declared here so that help shows it and every command takes it.
    @Option(names = {"-v",
            "--verbose"}, scope = ScopeType.INHERIT, description = "Shows the log on the terminal too, on standard error.")
    boolean verbose;

    private OrcaCommand() {
    }

    /**
     * The command line, ready for {@code execute}.
     *
     * @param version the program's version
     * @param context what surrounds the commands
     * @param recipes what the commands call
     * @param configLoader makes settings of files, presets and options
     * @param eventJson an event as one line of JSON, for {@code --json}
     */
    static CommandLine create(String version, CliContext context, Recipes recipes, ConfigLoader configLoader,
            Function<TrainingEvent, String> eventJson) {
        Failures failures = new Failures(context.err(), context.logFile());
        CommandLine line = new CommandLine(new OrcaCommand());
        line.setCommandName(context.programCommand());
        line.addSubcommand(new TrainCommand(context, recipes.train(), configLoader, eventJson));
        line.addSubcommand(new ConfigCommand(context, configLoader));
        line.addSubcommand(new EvaluateCommand(context, recipes.evaluate()));
        line.addSubcommand(new ScoreCommand(context, recipes.score()));
        line.addSubcommand(new ExportCommand(context, recipes.export()));
        line.addSubcommand(new DoctorCommand(context, recipes.doctor()));
        line.addSubcommand(new BenchCommand(context, recipes.bench()));
        line.getCommandSpec().mixinStandardHelpOptions(true);
        String shown = "Orca Reward Studio " + version;
        line.getCommandSpec().version(shown);
        line.getSubcommands().values().forEach(command -> command.getCommandSpec().version(shown));
        line.setOut(context.out()).setErr(context.err());
        line.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false).setUsageHelpWidth(context.columns());
        line.setExecutionExceptionHandler((e, command, parsed) -> failures.report(e));
        line.setParameterExceptionHandler((e, args) -> failures.usage(e));
        return line;
    }

    /** What the commands are called. */
    public static Set<String> names() {
        return Set.of("train", "config", "evaluate", "score", "export", "doctor", "bench", "help");
    }

    /** Runs a command; every way in which it can end is an exit code. */
    public static int run(String version, CliContext context, Recipes recipes, ConfigLoader configLoader,
            Function<TrainingEvent, String> eventJson, String... args) {
        try {
            return create(version, context, recipes, configLoader, eventJson).execute(args);
        } catch (Error e) { // picocli hands over exceptions only; a full heap or a missing library is one of these
            return new Failures(context.err(), context.logFile()).report(e);
        }
    }

    /** Says what there is. */
    @Override
    public void run() {
        CommandSpec known = Objects.requireNonNull(spec, "picocli sets it");
        known.commandLine().usage(known.commandLine().getOut());
    }
}
