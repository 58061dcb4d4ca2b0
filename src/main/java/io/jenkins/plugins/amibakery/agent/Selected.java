package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFile;
import io.jenkins.plugins.amibakery.engine.runway.RunwaySelection;
import java.nio.file.Path;

/**
 * A request where its files are, and what it takes of runway.yml.
 *
 * @param request the request
 * @param file its runway.yml
 * @param selection what it takes of it
 */
record Selected(DeployRequest request, RunwayFile file, RunwaySelection selection) {
    /**
     * Reads what the workspace has.
     *
     * @throws IllegalArgumentException with one clear line when parts do not fit
     * @throws io.jenkins.plugins.amibakery.engine.model.DeployFailedException when the request does not fit runway.yml
     */
    static Selected of(RemoteDeploy deploy, RemoteIdentity identity, Path workspace) {
        DeployRequest request = deploy.in(workspace);
        RunwayFile file = RunwayFile.read(request, identity.environment());
        return new Selected(request, file, file.check(request));
    }
}
