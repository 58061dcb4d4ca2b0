package io.jenkins.plugins.amibakery.steps.bake;

import hudson.FilePath;
import io.jenkins.plugins.amibakery.steps.task.AgentProcess;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import java.io.IOException;

/** One bake from plan to report. */
final class BakeTask extends LongTask {
    private static final long TURN_MILLIS = 1_000;

    private final BakeState state;
    private final BuildContext site;
    private final BakeQueue slots;
    private final BakeJournal ledger;
    private final PackerProgram packer;
    private final BakeConclusion finishing;
    private final ReuseCheck reusing;
    private boolean toldToWait;
    private String waitsFor = "";

    BakeTask(BakeParameters parameters, BakeState state, BuildContext site, BakeQueue slots) {
        super(parameters, state, site);
        this.state = state;
        this.site = site;
        this.slots = slots;
        this.ledger = new BakeJournal(parameters, state, site);
        this.packer = new PackerProgram(parameters, state, site, ledger);
        this.reusing = new ReuseCheck(parameters, state, site, slots, ledger, packer);
        this.finishing = new BakeConclusion(parameters, state, site, ledger, packer);
    }

    @Override
    protected void begun() throws InterruptedException {
        ledger.began();
    }

    @Override
    protected long awaitTurn() throws InterruptedException {
        if (reusing.waits()) {
            waits("another build that bakes the same");
            return TURN_MILLIS;
        }
        if (slots.enter(state.id())) {
            waits("");
            return 0;
        }
        waits("a turn: as many bakes run as are allowed in parallel");
        if (!toldToWait) {
            toldToWait = true;
            site.say("Waiting for a turn: as many bakes run as Manage Jenkins, System, AMI Bakery allows in parallel.");
        }
        return TURN_MILLIS;
    }

    private void waits(String what) {
        if (!waitsFor.equals(what)) {
            waitsFor = what;
            ledger.waits(what);
        }
    }

    @Override
    protected void holdTurn() throws InterruptedException {
        slots.runs(state.id());
        packer.proof().note();
    }

    @Override
    protected long plan(FilePath workspace) throws IOException, InterruptedException {
        long pause = reusing.advance(workspace);
        if (pause == 0) {
            packer.plan(workspace);
        }
        return pause;
    }

    @Override
    protected AgentProcess program() {
        return packer;
    }

    @Override
    protected long finish() throws IOException, InterruptedException {
        return finishing.advance();
    }

    @Override
    protected long finishWithoutNode() throws IOException, InterruptedException {
        return finishing.withoutNode();
    }

    /** Packer's machines cost money as long as they run. */
    @Override
    protected boolean mustBeSwept() {
        return true;
    }

    @Override
    protected void failed(String message) throws InterruptedException {
        ledger.failed(message);
    }

    @Override
    protected void agentAway(String agent) {
        ledger.away(agent);
    }

    @Override
    protected String traces() {
        return BakeConclusion.traces(state, packer);
    }
}
