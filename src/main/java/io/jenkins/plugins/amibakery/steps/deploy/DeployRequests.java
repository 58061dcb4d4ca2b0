package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.agent.EngineCall;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes of what a user said, and of who deploys, the request that goes to the agent. */
final class DeployRequests {
    private static final int POLL_SECONDS = 5;
    private static final String POLL = "CFNGIN_STACK_POLL_TIME";
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    private DeployRequests() {}

    /** What Runway is asked now: the deployment itself, or first the plan that it has to be. */
    static DeployRequest of(DeployParameters parameters, DeployState state, ResolvedIdentity actor) {
        Map<String, String> environment = actor.environment().all();
        boolean told = environment.keySet().stream()
                .anyMatch(name ->
                        name.startsWith(ENDPOINT) && !environment.get(name).isBlank());
        return DeployRequest.of(
                        state.approving ? DeployAction.PLAN : parameters.action(),
                        Path.of(parameters.directory),
                        parameters.environment)
                .runway(parameters.runway)
                .tags(new LinkedHashSet<>(parameters.tags))
                .modules(new LinkedHashSet<>(parameters.modules))
                .region(Optional.ofNullable(parameters.getRegion()).map(Region::new))
                .ami(Optional.ofNullable(parameters.amiId()).map(AmiId::new))
                .amiRegion(parameters.ami.region(parameters.getRegion()))
                .parameters(parameters.parameters)
                .secretParameters(actor.secrets())
                .endpoint(told ? Optional.empty() : Optional.ofNullable(actor.endpoint(List.of())))
                .pollSeconds(poll(environment.get(POLL)))
                .build();
    }

    /**
     * The call of the agent that does a part of it.
     *
     * @param work makes the part of the request
     */
    static <R extends Serializable> EngineCall<R> call(
            DeployParameters parameters,
            DeployState state,
            ResolvedIdentity actor,
            Function<DeployRequest, UseCase<R>> work) {
        DeployRequest request = of(parameters, state, actor);
        return new EngineCall<>(
                work.apply(request), actor.identity(), request.otherEndpoint().orElse(null));
    }

    private static int poll(String given) {
        return given != null && given.matches("[1-9]\\d{0,3}") ? Integer.parseInt(given) : POLL_SECONDS;
    }

    /** Where AWS is called instead, for people; empty for AWS itself. */
    static String endpoint(ResolvedIdentity actor) {
        String endpoint = actor.endpoint(List.of(ENDPOINT));
        return endpoint == null ? "" : endpoint;
    }
}
