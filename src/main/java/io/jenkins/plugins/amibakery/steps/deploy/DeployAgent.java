package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.agent.ConcludeDeploy;
import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.engine.deploy.DeployKnown;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.RunwayEnd;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.util.concurrent.Future;

/** The agent on which Runway ran, as Jenkins knows it. */
final class DeployAgent implements DeployConclusion.Agent {
    private final DeployParameters parameters;
    private final DeployState state;
    private final BuildContext site;
    private final RunwayProgram runway;

    DeployAgent(DeployParameters parameters, DeployState state, BuildContext site, RunwayProgram runway) {
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.runway = runway;
    }

    @Override
    public void readLog() throws IOException, InterruptedException {
        runway.readAgain();
    }

    @Override
    public ResolvedIdentity actor() throws IOException, InterruptedException {
        return ResolvedIdentity.of(parameters, site, state.id(), false);
    }

    @Override
    public Future<EngineAnswer<DeployReport>> ask(DeployKnown known, RunwayEnd end, ResolvedIdentity as)
            throws IOException, InterruptedException {
        return site.workspace()
                .actAsync(DeployRequests.call(
                        parameters, state, as, request -> new ConcludeDeploy(request, known, end, state.control())));
    }
}
