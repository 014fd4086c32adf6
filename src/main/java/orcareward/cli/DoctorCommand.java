package orcareward.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import orcareward.recipe.DoctorReport;
import orcareward.recipe.DoctorReport.Check;
import orcareward.recipe.DoctorRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code orca doctor}: what this machine offers, what is missing. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Looks at engine, devices, memory, caches and logs; says what is missing and how to get it.", footer = {
        "", "Exit code 1 when something is missing without which training can't run."})
final class DoctorCommand implements Callable<Integer> {
    private final CliContext context;
    private final DoctorRunner runner;

    @Option(names = "--json", description = "Prints the findings as JSON.")
    boolean json;

    DoctorCommand(CliContext context, DoctorRunner runner) {
        this.context = context;
        this.runner = runner;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        DoctorReport report = runner.run();
        if (json) {
            context.out().println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        } else {
            print(report);
        }
        context.out().flush();
        return report.anythingMissing() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void print(DoctorReport report) {
        PrintWriter out = context.out();
        int width = report.checks().stream().mapToInt(check -> check.name().length()).max().orElse(0);
        for (Check check : report.checks()) {
            String mark = switch (check.status()) {
                case OK -> "ok     ";
                case WARNING -> "warning";
                case MISSING -> "MISSING";
            };
            out.println(mark + "  " + check.name() + " ".repeat(width - check.name().length()) + "  " + check.value());
            if (!check.remedy().isEmpty()) {
                out.println(" ".repeat(mark.length() + width + 4) + "-> " + check.remedy());
            }
        }
        out.println();
        out.println(report.anythingMissing() ? "Something is missing; see above." : "Everything needed is here.");
    }
}
