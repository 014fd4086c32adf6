package orcareward.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code orca config}: settings to begin from. */
@Command(name = "config", mixinStandardHelpOptions = true, description = "Prints a commented YAML file to begin from.", footer = {
        "", "Example:", "  ${COMMAND-FULL-NAME} --preset orca-smollm2-lora > mine.yaml"})
final class ConfigCommand implements Callable<Integer> {
    private final CliContext context;
    private final ConfigLoader configLoader;

    @Option(names = "--preset", required = true, paramLabel = "NAME", description = "demo, orca-smollm2 or orca-smollm2-lora.")
    String preset = "";

    ConfigCommand(CliContext context, ConfigLoader configLoader) {
        this.context = context;
        this.configLoader = configLoader;
    }

    @Override
    public Integer call() throws IOException {
        String yaml = configLoader.presetYaml(preset);
        context.out().print(yaml.endsWith("\n") ? yaml : yaml + "\n");
        context.out().flush();
        return ExitCode.DONE;
    }
}
