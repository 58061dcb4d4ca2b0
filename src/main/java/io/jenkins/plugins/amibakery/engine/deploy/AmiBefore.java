package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;

/**
 * Asks which AMI the stacks name before a deployment replaces it, and so gets ready on an agent that is new what the deployment's end
 * will need. Answers an empty text when nobody knows.
 *
 * @param action what is about to be done
 * @param scope on what
 */
public record AmiBefore(DeployAction action, DeployScope scope) implements UseCase<String> {
    @Override
    public String run(Workplace place, Cloud cloud) {
        return Deploy.amiBefore(action, scope, cloud).map(AmiId::value).orElse("");
    }
}
