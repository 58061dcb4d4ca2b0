package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which every command finds its cloud. */
final class CloudOptions {
    /** Which cloud to talk to. */
    enum Kind {
        AWS,
        LOCAL
    }

    @Option(
            names = "--cloud",
            paramLabel = "aws|local",
            defaultValue = "${env:AMI_BAKERY_CLOUD:-aws}",
            description = "AWS, or the local cloud started by `ami-bakery cloud start` (environment: AMI_BAKERY_CLOUD;"
                    + " default: aws).")
    private Kind kind;

    @Option(names = "--region", paramLabel = "REGION", description = "The region, such as us-west-2.")
    private String region;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "An endpoint other than AWS's own (environment: AWS_ENDPOINT_URL_EC2, AWS_ENDPOINT_URL).")
    private String endpoint;

    /** Whether it is the cloud on this machine. */
    boolean isLocal() {
        return kind == Kind.LOCAL;
    }

    /** The region that was named outright. */
    Optional<Region> namedRegion() {
        return Optional.ofNullable(region).map(Region::new);
    }

    /** The endpoint that was named outright, by the option. */
    Optional<String> namedEndpoint() {
        return Optional.ofNullable(endpoint).filter(url -> !url.isBlank());
    }

    CliEnvironment surroundings() throws IOException {
        if (kind == Kind.LOCAL) {
            LocalCloud local = LocalCloud.running()
                    .orElseThrow(() -> new IllegalArgumentException("No local cloud runs with its state in "
                            + LocalCloud.state() + "; start it with: bin/ami-bakery cloud start"));
            return new CliEnvironment(
                    local.over(System.getenv()),
                    Optional.of(region == null ? local.region() : region).map(Region::new),
                    Optional.of(local.endpoint()),
                    local.variables(),
                    Optional.of(local.sourceCidrs()));
        }
        Map<String, String> environment = System.getenv();
        Optional<String> there = Optional.ofNullable(endpoint)
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_EC2")))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .filter(url -> !url.isBlank());
        return new CliEnvironment(
                environment, Optional.ofNullable(region).map(Region::new), there, Map.of(), Optional.empty());
    }
}
