package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.agent.EngineCall;
import io.jenkins.plugins.amibakery.agent.RemoteIdentity;
import io.jenkins.plugins.amibakery.config.CheckIdentity;
import io.jenkins.plugins.amibakery.config.ControllerEndpoint;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.rebake.AmiRef;
import io.jenkins.plugins.amibakery.engine.rebake.Survey;
import io.jenkins.plugins.amibakery.engine.rebake.SurveyImages;
import io.jenkins.plugins.amibakery.engine.rebake.Surveyor;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * From where and as whom the cloud is asked; jobs with the same are looked at together.
 *
 * @param label of the agent; empty for the controller
 * @param agent the agent on which the job may run; empty for the controller, and when there is none
 * @param refusal why it is not asked from there; empty when it is
 * @param identity null for the agent's own
 * @param endpoint another EC2 endpoint than AWS's own; empty for AWS
 */
record CheckTarget(String label, String agent, String refusal, CheckIdentity identity, String endpoint) {
    private static final Logger LOG = Logger.getLogger(CheckTarget.class.getName());

    static CheckTarget of(RebakeTrigger trigger, Job<?, ?> job, String endpoint) {
        boolean onAgent = trigger.getLabel() != null;
        CheckIdentity identity = onAgent && trigger.getCredentialsId() == null
                ? null
                : CheckIdentity.of(trigger.getCredentialsId(), job);
        if (onAgent) {
            AgentOfLabel agent = AgentOfLabel.of(trigger.getLabel(), job);
            return new CheckTarget(trigger.getLabel(), agent.node(), agent.refusal(), identity, endpoint);
        }
        return onController(identity, endpoint, ControllerEndpoint.isAllowed(endpoint));
    }

    /** @param allowed whether the controller calls that endpoint at all */
    static CheckTarget onController(CheckIdentity identity, String endpoint, boolean allowed) {
        String refusal = allowed
                ? ""
                : "the controller calls only AWS, or the endpoint of Manage Jenkins, System; give the trigger the label of an"
                        + " agent that calls " + endpoint;
        return new CheckTarget("", "", refusal, identity, endpoint);
    }

    /** Never throws for what is wrong there: then the answer says so. */
    Survey ask(Set<BaseImageQuery> queries, Set<AmiRef> amis) {
        if (queries.isEmpty() && amis.isEmpty()) {
            return Survey.unasked(queries, amis, "");
        }
        if (!refusal.isEmpty()) {
            return Survey.unasked(queries, amis, refusal);
        }
        try {
            return label.isEmpty() ? fromController(queries, amis) : fromAgent(queries, amis);
        } catch (BakeFailedException e) {
            return Survey.unasked(queries, amis, e.failure().detail());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Survey.unasked(queries, amis, "it was interrupted");
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "The cloud could not be asked " + shown());
            return Survey.unasked(queries, amis, "it could not be asked " + shown() + ": " + e);
        }
    }

    private Survey fromController(Set<BaseImageQuery> queries, Set<AmiRef> amis) {
        return identity == null
                ? Survey.unasked(queries, amis, "the trigger names neither a label nor AWS credentials")
                : survey(identity.access(endpoint), queries, amis);
    }

    private static Survey survey(AwsAccess access, Set<BaseImageQuery> queries, Set<AmiRef> amis) {
        try (Cloud cloud = new AwsCloud(access)) {
            return new Surveyor(cloud.bases(), cloud.own(), Instant.now()).ask(queries, amis);
        }
    }

    private Survey fromAgent(Set<BaseImageQuery> queries, Set<AmiRef> amis)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Optional<AskedAgent> there = AskedAgent.of(agent);
        if (there.isEmpty()) {
            return Survey.unasked(queries, amis, AskedAgent.gone(agent));
        }
        RemoteIdentity own = there.get().identity();
        RemoteIdentity asked = identity == null ? own : own.withKeys(identity.keys(), identity.credentialsId());
        return there.get()
                .answer(
                        new EngineCall<>(new SurveyImages(queries, amis), asked, endpoint.isEmpty() ? null : endpoint),
                        Survey.class);
    }

    /** From where and as whom AWS is asked, for the log of the trigger. */
    String shown() {
        return asker() + (refusal.isEmpty() ? "" : " (not possible: " + refusal + ")");
    }

    /** The same, without why it cannot be asked from there. */
    String asker() {
        String where = label.isEmpty() ? "from the controller" : "from an agent of '" + label + "'";
        String who = identity == null ? "" : " with '" + identity.credentialsId() + "'";
        return where + who + (endpoint.isEmpty() ? "" : " at " + endpoint);
    }
}
