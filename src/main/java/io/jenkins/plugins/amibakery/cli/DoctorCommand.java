package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery doctor}: says of everything a bake needs whether it is there and right, and what to do if not. */
@Command(
        name = "doctor",
        description = "Check packer, runway, credentials and network, and show what to do.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private CloudOptions cloud;

    @Option(
            names = "--packer",
            paramLabel = "PROGRAM",
            defaultValue = "${env:PACKER:-packer}",
            description = "The packer to look at (environment: PACKER; default: packer on PATH).")
    private String packer;

    @Option(
            names = "--runway",
            paramLabel = "PROGRAM",
            defaultValue = "${env:RUNWAY:-runway}",
            description = "The runway to look at (environment: RUNWAY; default: runway on PATH).")
    private String runway;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CliEnvironment surroundings = cloud.surroundings();
        List<DoctorCheck> checks = new Doctor(surroundings).examine(packer, runway);
        boolean well = checks.stream().noneMatch(check -> check.verdict() == DoctorCheck.Verdict.BAD);
        if (json) {
            System.out.println(asJson(checks));
            return well ? ExitCode.OK : ExitCode.FAILED;
        }
        Terminal terminal = Terminal.on(System.out);
        for (DoctorCheck check : checks) {
            switch (check.verdict()) {
                case GOOD -> terminal.good(check.line());
                case MISSING -> terminal.line(check.line());
                case BAD -> terminal.bad(check.line());
            }
        }
        return well ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String asJson(List<DoctorCheck> checks) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        checks.forEach(check -> array.addObject()
                .put("subject", check.subject())
                .put("verdict", check.verdict().name().toLowerCase(Locale.ROOT))
                .put("finding", check.finding())
                .put("remedy", check.remedy()));
        return array.toString();
    }
}
