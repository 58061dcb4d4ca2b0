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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what is to be deployed, where to and how: of deploy, plan and destroy alike. */
final class DeployOptions {
    private static final int LOCAL_POLL = 1;
    private static final int USUAL_POLL = 5;

    @Parameters(paramLabel = "ENVIRONMENT", description = "Runway's deploy environment, such as dev.")
    private String environment;

    @Mixin
    private CloudOptions cloud;

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            defaultValue = ".",
            description = "The directory of runway.yml (default: here).")
    private Path directory;

    @Option(
            names = "--ami",
            paramLabel = "ID",
            defaultValue = "${env:AMI_ID}",
            description = "The AMI, which modules read as $${env AMI_ID} (environment: AMI_ID).")
    private String ami;

    @Option(
            names = "--module",
            paramLabel = "MODULE",
            split = ",",
            description = "Take these modules of runway.yml alone.")
    private List<String> modules = List.of();

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            split = ",",
            description = "Take the modules that have all these tags.")
    private List<String> tags = List.of();

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value that modules read as $${env NAME}; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--secret-parameter",
            paramLabel = "NAME[=VARIABLE]",
            description = "The same for a secret, read from the environment variable of that name (or from VARIABLE);"
                    + " never shown, never in argv.")
    private List<String> secretParameters = List.of();

    @Option(
            names = "--runway",
            paramLabel = "PROGRAM",
            defaultValue = "${env:RUNWAY:-runway}",
            description = "The runway to use (environment: RUNWAY; default: runway on PATH).")
    private String runway;

    @Option(
            names = "--release-lock",
            description = "First release the lock that a killed run has left. Only when no other run is under way.")
    private boolean releaseLock;

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            description = "How often CFNgin asks how a stack does (default: 5; in the local cloud 1).")
    private Integer poll;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long runway may take to end after a cancel (default: ${DEFAULT-VALUE}).")
    private long grace;

    @Option(names = "--quiet", description = "Show stacks and the report, not all that runway prints.")
    private boolean quiet;

    @Option(
            names = "--json",
            description = "Print the report as one JSON object on standard output; the rest goes to standard error.")
    private boolean json;

    Surroundings surroundings() throws IOException {
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
    DeployRequest request(DeployAction action, Surroundings surroundings) {
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
