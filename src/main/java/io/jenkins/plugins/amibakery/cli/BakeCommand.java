package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ami-bakery bake}: bakes a template and reports the AMIs. */
@Command(
        name = "bake",
        description = "Bake a packer template and report the AMIs it made.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BakeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TEMPLATE",
            description = "A packer template (.json, .pkr.hcl) or a directory of .pkr.hcl files.")
    private Path template;

    @Mixin
    private CloudOptions cloud;

    @Option(names = "--var", paramLabel = "NAME=VALUE", description = "Value of a template variable; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(
            names = "--secret-var",
            paramLabel = "NAME[=VARIABLE]",
            description =
                    "Secret template variable, read from the environment variable of that name (or from VARIABLE);"
                            + " never shown, never in argv.")
    private List<String> secretVariables = List.of();

    @Option(names = "--var-file", paramLabel = "FILE", description = "A packer var file; may be repeated.")
    private List<Path> variableFiles = List.of();

    @Option(names = "--only", paramLabel = "BUILD", split = ",", description = "Run these packer builds alone.")
    private List<String> only = List.of();

    @Option(names = "--except", paramLabel = "BUILD", split = ",", description = "Leave these packer builds out.")
    private List<String> except = List.of();

    @Option(names = "--force", description = "Deregister an AMI of the same name first.")
    private boolean force;

    @Option(names = "--parallel", paramLabel = "N", description = "Packer builds at once; 0 means no limit.")
    private int parallel;

    @Option(
            names = "--packer",
            paramLabel = "PROGRAM",
            defaultValue = "${env:PACKER:-packer}",
            description = "The packer to use (environment: PACKER; default: packer on PATH).")
    private String packer;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "The recipe's name (default: from the template's name).")
    private String recipe;

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "A further tag for AMIs and snapshots.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--await",
            paramLabel = "SECONDS",
            defaultValue = "1800",
            description = "How long to wait for an AMI to become available (default: ${DEFAULT-VALUE}).")
    private long await;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long packer may clean up after a cancel (default: ${DEFAULT-VALUE}).")
    private long grace;

    @Option(names = "--quiet", description = "Show phases and the report, not what packer prints.")
    private boolean quiet;

    @Option(
            names = "--json",
            description = "Print the report as one JSON object on standard output; the rest goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Terminal.on(json ? System.err : System.out);
        Surroundings surroundings = cloud.surroundings();
        BakeRequest request = request(surroundings);
        BakeView view = new BakeView(terminal, quiet);
        try (Cancel cancel = new Cancel(terminal, Duration.ofSeconds(grace))) {
            BakeSession session = new BakeSession(surroundings, view, cancel);
            BakeReport report = session.bake(request);
            if (json) {
                System.out.println(ReportJson.of(report, session.timings()));
                System.out.flush();
            }
            ReportText.print(report, terminal);
            return Exit.of(report);
        } catch (InterruptedException | CancellationException e) {
            terminal.bad("Cancelled before anything was started.");
            return Exit.CANCELLED;
        }
    }

    private BakeRequest request(Surroundings surroundings) {
        BakeRequest.Builder request = BakeRequest.of(BakeIds.next(), template)
                .packer(packer)
                .directory(Path.of("").toAbsolutePath())
                .variables(with(surroundings.variables(), variables))
                .secretVariables(secrets(surroundings.environment()))
                .variableFiles(variableFiles)
                .only(new LinkedHashSet<>(only))
                .except(new LinkedHashSet<>(except))
                .region(surroundings.region())
                .endpoint(surroundings.endpoint())
                .force(force)
                .parallelBuilds(parallel)
                .tags(tags)
                .awaitTimeout(Duration.ofSeconds(await));
        Optional.ofNullable(recipe).ifPresent(request::recipe);
        return request.build();
    }

    private static Map<String, String> with(Map<String, String> defaults, Map<String, String> given) {
        Map<String, String> merged = new LinkedHashMap<>(defaults);
        merged.putAll(given);
        return merged;
    }

    private Map<String, String> secrets(Map<String, String> environment) {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String secret : secretVariables) {
            String[] parts = secret.split("=", 2);
            String source = parts[parts.length - 1];
            String value = environment.get(source);
            if (value == null) {
                throw new IllegalArgumentException("--secret-var " + parts[0] + ": the environment has no variable '"
                        + source + "'; set it to the secret's value.");
            }
            secrets.put(parts[0], value);
        }
        return secrets;
    }
}
