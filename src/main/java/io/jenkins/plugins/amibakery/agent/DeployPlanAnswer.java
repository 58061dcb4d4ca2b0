package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.bakery.DeployPlan;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;

/**
 * What an agent says of a deployment before it begins. Never saved: the plan may hold secrets.
 *
 * @param refusal why it cannot begin, in one clear line; null when it can
 * @param plan what to run; null when it is refused
 */
public record DeployPlanAnswer(String refusal, DeployPlan plan) implements Serializable {
    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public DeployPlanAnswer {
        Limits.text("the reason of a refusal", refusal, Limits.TEXT);
    }
}
