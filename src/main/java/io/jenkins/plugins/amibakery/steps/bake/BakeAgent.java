package io.jenkins.plugins.amibakery.steps.bake;

import hudson.model.Computer;
import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bake.ConcludeBake;
import io.jenkins.plugins.amibakery.engine.bake.LostBake;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Future;

/** The agent on which packer ran, as Jenkins knows it. */
final class BakeAgent implements BakeConclusion.Agent {
    private final BakeParameters parameters;
    private final BakeState state;
    private final BuildContext site;
    private final PackerProgram packer;

    BakeAgent(BakeParameters parameters, BakeState state, BuildContext site, PackerProgram packer) {
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.packer = packer;
    }

    @Override
    public void readLog() throws IOException, InterruptedException {
        packer.readAgain();
    }

    @Override
    public ResolvedIdentity actor() throws IOException, InterruptedException {
        return ResolvedIdentity.of(parameters, site, state.id(), false);
    }

    @Override
    public ResolvedIdentity withoutAgent() throws IOException, InterruptedException {
        return packer.logKnown() ? ResolvedIdentity.withoutAgent(parameters, site, state.id()) : null;
    }

    @Override
    public Future<EngineAnswer<BakeReport>> ask(ConcludeBake work, ResolvedIdentity as)
            throws IOException, InterruptedException {
        return site.workspace().actAsync(BakeRequests.call(work, as));
    }

    @Override
    public Future<EngineAnswer<BakeReport>> sweep(LostBake lost, ResolvedIdentity as) {
        String endpoint = as.ec2Endpoint();
        return Computer.threadPoolForRemoting.submit(() -> {
            try (Cloud cloud = new AwsCloud(as.identity().access(Optional.ofNullable(endpoint)))) {
                return EngineAnswer.done(lost.swept(cloud));
            }
        });
    }

    @Override
    public void attest(BakeReport report) throws InterruptedException {
        BakeAttestations.keep(parameters, state, site, report);
    }
}
