package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.cloud.Proxies;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The role of an ECS task or EKS pod, asked of the agent that its environment names. */
final class ContainerCredentials {
    private static final String SOURCE = "The container's credentials agent";
    private static final Set<String> AGENTS = Set.of("169.254.170.2", "169.254.170.23", "[fd00:ec2::23]");

    private final AwsEnvironment environment;
    private final URI agent;

    private ContainerCredentials(AwsEnvironment environment, URI agent) {
        this.environment = environment;
        this.agent = agent;
    }

    /** Keys of the container's role; empty when this is no such container. */
    static Optional<AwsCredentialsProvider> of(AwsEnvironment environment) {
        return environment
                .get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                .map(path -> "http://169.254.170.2" + path)
                .or(() -> environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI"))
                .map(ContainerCredentials::allowed)
                .map(agent -> new ContainerCredentials(environment, agent))
                .map(role -> new RenewedCredentials(role::fetch, Clock.systemUTC()));
    }

    private static URI allowed(String text) {
        URI agent = Endpoints.address("AWS_CONTAINER_CREDENTIALS_FULL_URI", text);
        if ("https".equalsIgnoreCase(agent.getScheme())
                || AGENTS.contains(agent.getHost())
                || Proxies.isThisMachine(agent.getHost())) {
            return agent;
        }
        throw new BakeFailedException(
                FailureCause.CREDENTIALS,
                "AWS_CONTAINER_CREDENTIALS_FULL_URI names " + agent.getHost()
                        + "; only https, this machine and the addresses of ECS and EKS are allowed");
    }

    private RenewedCredentials.Fetched fetch() {
        Map<String, String> headers =
                token().map(token -> Map.of("Authorization", token)).orElse(Map.of());
        return CredentialsJson.read(SOURCE, JsonHttp.get(SOURCE, agent, headers, Proxy.NO_PROXY));
    }

    private Optional<String> token() {
        return environment
                .get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
                .map(this::read)
                .or(() -> environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    }

    private String read(String file) {
        try {
            return Files.readString(environment.path(file)).strip();
        } catch (IOException e) {
            throw new BakeFailedException(
                    Failure.of(FailureCause.CREDENTIALS, "The container's token file " + file + " cannot be read"), e);
        }
    }
}
