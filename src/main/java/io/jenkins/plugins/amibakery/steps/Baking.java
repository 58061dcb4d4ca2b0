package io.jenkins.plugins.amibakery.steps;

import hudson.FilePath;
import io.jenkins.plugins.amibakery.config.BakeSlots;
import io.jenkins.plugins.amibakery.steps.work.Program;
import io.jenkins.plugins.amibakery.steps.work.Site;
import io.jenkins.plugins.amibakery.steps.work.Work;
import java.io.IOException;

/** One bake from plan to report. */
final class Baking extends Work {
    private static final long TURN_MILLIS = 1_000;

    private final BakeState state;
    private final Site site;
    private final BakeSlots slots;
    private final Ledger ledger;
    private final PackerProgram packer;
    private final Finishing finishing;
    private boolean toldToWait;

    Baking(BakeParameters parameters, BakeState state, Site site, BakeSlots slots) {
        super(parameters, state, site);
        this.state = state;
        this.site = site;
        this.slots = slots;
        this.ledger = new Ledger(parameters, state, site);
        this.packer = new PackerProgram(parameters, state, site, ledger);
        this.finishing = new Finishing(parameters, state, site, ledger, packer);
    }

    @Override
    protected void begun() throws InterruptedException {
        ledger.began();
    }

    @Override
    protected long awaitTurn() throws InterruptedException {
        if (slots.enter(state.id())) {
            return 0;
        }
        if (!toldToWait) {
            toldToWait = true;
            site.say("Waiting for a turn: as many bakes run as Manage Jenkins, System, AMI Bakery allows at once.");
        }
        return TURN_MILLIS;
    }

    @Override
    protected void holdTurn() {
        slots.runs(state.id());
    }

    @Override
    protected long plan(FilePath workspace) throws IOException, InterruptedException {
        packer.plan(workspace);
        return 0;
    }

    @Override
    protected Program program() {
        return packer;
    }

    @Override
    protected long finish() throws IOException, InterruptedException {
        return finishing.advance();
    }

    @Override
    protected long finishWithoutNode() throws InterruptedException {
        return finishing.withoutNode();
    }

    @Override
    protected void failed(String message) throws InterruptedException {
        ledger.failed(message);
    }

    @Override
    protected String traces() {
        return Finishing.traces(state, packer);
    }
}
