package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options that say what is to be deployed, where to and how: of deploy, plan and destroy alike. */
final class DeployOptions {
    private static final int LOCAL_POLL = 1;
    private static final int USUAL_POLL = 5;

    @Parameters(paramLabel = "ENVIRONMENT", descriptionKey = "deploy.environment")
    private String environment;

    @Mixin
    private CloudOptions cloud;

    @Option(names = "--directory", paramLabel = "DIRECTORY", defaultValue = ".", descriptionKey = "deploy.directory")
    private Path directory;

    @Option(names = "--ami", paramLabel = "ID", defaultValue = "${env:AMI_ID}", descriptionKey = "deploy.ami")
    private String ami;

    @Option(names = "--module", paramLabel = "MODULE", split = ",", descriptionKey = "deploy.modules")
    private List<String> modules = List.of();

    @Option(names = "--tag", paramLabel = "TAG", split = ",", descriptionKey = "deploy.tags")
    private List<String> tags = List.of();

    @Option(names = "--parameter", paramLabel = "NAME=VALUE", descriptionKey = "deploy.parameters")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--secret-parameter", paramLabel = "NAME[=VARIABLE]", descriptionKey = "deploy.secretParameters")
    private List<String> secretParameters = List.of();

    @Option(
            names = "--runway",
            paramLabel = "PROGRAM",
            defaultValue = "${env:RUNWAY:-runway}",
            description = "The runway to use (environment: RUNWAY; default: runway on PATH).")
    private String runway;

    @Option(names = "--release-lock", descriptionKey = "deploy.releaseLock")
    private boolean releaseLock;

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            description = "How often CFNgin polls a stack's status (default: 5; in the local cloud 1).")
    private Integer poll;

    @Option(names = "--grace", paramLabel = "SECONDS", descriptionKey = "deploy.graceSeconds")
    private long grace;

    @Option(names = "--quiet", description = "Show stacks and the report, without runway's output.")
    private boolean quiet;

    @Option(
            names = "--json",
            description = "Print the report as one JSON object on standard output; the rest goes to standard error.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** All words after the program's name, as they were given. */
    List<String> words() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    CliEnvironment surroundings() throws IOException {
        return cloud.surroundings();
    }

    boolean isLocal() {
        return cloud.isLocal();
    }

    boolean releaseLock() {
        return releaseLock;
    }

    Duration grace() {
        return Duration.ofSeconds(grace);
    }

    boolean quiet() {
        return quiet;
    }

    boolean json() {
        return json;
    }

    /** @throws IllegalArgumentException with one clear line when the options make no request */
    DeployRequest request(DeployAction action, CliEnvironment surroundings) {
        return DeployRequest.of(action, directory, environment)
                .runway(runway)
                .modules(new LinkedHashSet<>(modules))
                .tags(new LinkedHashSet<>(tags))
                .region(cloud.namedRegion())
                .ami(Optional.ofNullable(ami).filter(id -> !id.isBlank()).map(AmiId::new))
                .parameters(parameters)
                .secretParameters(SecretValues.read("--secret-parameter", secretParameters, surroundings.environment()))
                .endpoint(cloud.isLocal() ? Optional.empty() : cloud.namedEndpoint())
                .pollSeconds(poll != null ? poll : cloud.isLocal() ? LOCAL_POLL : USUAL_POLL)
                .build();
    }
}
