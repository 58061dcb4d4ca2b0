package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.agent.RemoteDeploy;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.steps.work.Actor;
import java.util.List;
import java.util.Map;

/** Makes of what a user said, and of who deploys, the request that goes to the agent. */
final class DeployRequests {
    private static final int POLL_SECONDS = 5;
    private static final String POLL = "CFNGIN_STACK_POLL_TIME";
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    private DeployRequests() {}

    /** What Runway is asked now: the deployment itself, or first the plan that it has to be. */
    static RemoteDeploy of(DeployParameters parameters, DeployState state, Actor actor) {
        Map<String, String> environment = actor.environment().all();
        boolean told = environment.keySet().stream()
                .anyMatch(name ->
                        name.startsWith(ENDPOINT) && !environment.get(name).isBlank());
        return new RemoteDeploy(
                state.approving ? DeployAction.PLAN : parameters.action(),
                parameters.directory,
                parameters.environment,
                parameters.runway,
                parameters.tags,
                parameters.modules,
                parameters.region(),
                parameters.amiId(),
                parameters.ami.region(parameters.region()),
                parameters.parameters,
                actor.secrets(),
                told ? null : actor.endpoint(List.of()),
                poll(environment.get(POLL)));
    }

    private static int poll(String given) {
        return given != null && given.matches("[1-9]\\d{0,3}") ? Integer.parseInt(given) : POLL_SECONDS;
    }

    /** Where AWS is called instead, for people; empty for AWS itself. */
    static String endpoint(Actor actor) {
        String endpoint = actor.endpoint(List.of(ENDPOINT));
        return endpoint == null ? "" : endpoint;
    }
}
