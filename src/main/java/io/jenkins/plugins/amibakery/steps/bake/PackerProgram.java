package io.jenkins.plugins.amibakery.steps.bake;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.remoting.Future;
import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.agent.ProgramScript;
import io.jenkins.plugins.amibakery.engine.bake.LookForTraces;
import io.jenkins.plugins.amibakery.engine.bake.PlanBake;
import io.jenkins.plugins.amibakery.engine.bake.PlannedBake;
import io.jenkins.plugins.amibakery.engine.bake.PrepareBake;
import io.jenkins.plugins.amibakery.engine.bake.WarmUpCalls;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.PluginList;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import io.jenkins.plugins.amibakery.engine.reuse.ComputeKey;
import io.jenkins.plugins.amibakery.engine.reuse.KeyTold;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import io.jenkins.plugins.amibakery.steps.task.AgentCalls;
import io.jenkins.plugins.amibakery.steps.task.AgentProcess;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.ProgramLog;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import io.jenkins.plugins.amibakery.trust.JobIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Packer on its agent. */
final class PackerProgram extends AgentProcess {
    private static final Logger LOG = Logger.getLogger(PackerProgram.class.getName());
    private static final long SIGNAL_AGAIN_MILLIS = 10_000;
    private static final int MOST_LOOKS = 1_000;
    private static final long LONGEST_LOOK_SECONDS = 10;

    private final BakeParameters parameters;
    private final BakeState state;
    private final BuildContext site;
    private final BakeJournal ledger;
    private final KeyProof proof;
    private final List<java.util.concurrent.Future<?>> looks = new ArrayList<>();
    private PlannedBake plan;
    private String version;
    private boolean startedHere;

    PackerProgram(BakeParameters parameters, BakeState state, BuildContext site, BakeJournal ledger) {
        super(parameters, state, site);
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.ledger = ledger;
        this.proof = new KeyProof(state, site, ledger, new Keys());
    }

    /** Plans, and notes what has to be known to find packer again, before anything is started. */
    void plan(FilePath workspace) throws IOException, InterruptedException {
        parameters.check();
        ResolvedIdentity actor = ResolvedIdentity.of(parameters, site, state.id(), true);
        String program = PackerTool.program(parameters.packer, site);
        String printed = version(program, workspace, actor);
        String control = controlDirectory(workspace, state.id());
        BakeRequest request = BakeRequests.of(parameters, actor, state.id(), program);
        if (parameters.locked || parameters.writeLock) {
            state.plugins = preparedPlugins(request, program, printed, workspace, actor);
        }
        PackerTold told = PackerTold.read(program, printed, state.plugins);
        PlanBake work = new PlanBake(request, told, BakeRequests.lock(parameters, control));
        plan = AgentCalls.call(workspace, BakeRequests.call(work, actor)).of(PlannedBake.class, actor.masker());
        state.packerVersion = told.version().toString();
        state.recipe = plan.recipe();
        state.keysOfStep = actor.environment().identityGiven();
        state.digest = plan.digest();
        state.manifests = new ArrayList<>(plan.manifests().files());
        state.runsBefore = new HashMap<>(plan.manifests().runsBefore());
        state.regions = new ArrayList<>(plan.regions());
        state.knows(plan.known());
        state.planned(control);
        ledger.planned(actor, plan);
        site.save();
    }

    /** Where what is known of files is kept on the agent from bake to bake. */
    static String memory(FilePath workspace) {
        return controlDirectory(workspace, "known");
    }

    /** What {@code packer --version} prints; asked once. */
    String version(String program, FilePath workspace, ResolvedIdentity actor)
            throws IOException, InterruptedException {
        if (version == null) {
            version = askedVersion(program, workspace, actor);
        }
        return version;
    }

    private String askedVersion(String program, FilePath workspace, ResolvedIdentity actor)
            throws IOException, InterruptedException {
        try {
            return output(workspace, actor, List.of(program, "--version"));
        } catch (IOException e) {
            if (AgentCalls.isDisconnection(workspace, e)) {
                throw e;
            }
            throw PackerTool.missing(program, parameters.packer, state.node(), e);
        }
    }

    @Override
    protected Optional<ProgramScript.Commands> planned() {
        return Optional.ofNullable(plan)
                .map(known -> new ProgramScript.Commands(
                        known.directory(),
                        new ArrayList<>(known.preparation()),
                        question(known.words().get(0)),
                        new ArrayList<>(known.words())));
    }

    /** Has the key computed where packer runs. */
    private final class Keys implements KeyProof.Agent {
        @Override
        public Future<EngineAnswer<KeyTold>> ask(KeyedBake since) throws IOException, InterruptedException {
            FilePath workspace = site.workspace();
            ResolvedIdentity actor = ResolvedIdentity.of(parameters, site, state.id(), true);
            String job = JobIdentity.of(site.run().getParent());
            ComputeKey work = KeyCalls.of(parameters, actor, workspace, state.id(), told(), false, job);
            return workspace.actAsync(BakeRequests.call(since == null ? work : work.since(since), actor));
        }

        @Override
        public Masker masker() throws IOException, InterruptedException {
            return ResolvedIdentity.of(parameters, site, state.id(), false).masker();
        }
    }

    /** What packer has told of itself. */
    PackerTold told() {
        return PackerTold.read("packer", state.packerVersion, state.plugins);
    }

    /** What packer tells of its plugins before it bakes, once it has those that the template requires; empty for a packer that cannot. */
    String preparedPlugins(
            BakeRequest request, String program, String printed, FilePath workspace, ResolvedIdentity actor)
            throws IOException, InterruptedException {
        PackerTold told = PackerTold.read(program, printed, "");
        PrepareBake asked = new PrepareBake(request, told.version());
        PrepareBake.Command preparation = AgentCalls.call(workspace, BakeRequests.call(asked, actor))
                .of(PrepareBake.Command.class, actor.masker());
        if (!preparation.words().isEmpty()) {
            output(workspace, actor, preparation.words());
        }
        List<String> question = question(program, printed);
        return question.isEmpty() ? "" : output(workspace, actor, question);
    }

    private List<String> question(String program) {
        return question(program, state.packerVersion);
    }

    private static List<String> question(String program, String printed) {
        return PackerVersion.read(printed)
                .map(version -> PluginList.question(program, version))
                .orElseGet(List::of);
    }

    @Override
    protected void answered(String text) throws InterruptedException {
        ledger.pluginsListed(text);
        if (startedHere && state.key.isEmpty()) {
            state.plugins = text;
            proof.begin();
        }
    }

    @Override
    protected Map<String, String> plannedEnvironment() {
        return plan == null ? Map.of() : plan.environment();
    }

    @Override
    protected void started(FilePath workspace, ResolvedIdentity actor) throws IOException, InterruptedException {
        workspace.actAsync(BakeRequests.call(new WarmUpCalls(state.regions), actor));
        startedHere = true;
        if (state.key.isEmpty() && question("packer").isEmpty()) {
            proof.begin();
        }
        plan = null;
    }

    @Override
    protected ProgramLog newLog(ResolvedIdentity actor, long shownBefore) {
        return new BakeLog(actor.masker(), shownBefore, ledger, due -> look(actor, due));
    }

    /** Looks, on the agent and while packer goes on, at what a dead instance no longer tells. */
    private void look(ResolvedIdentity actor, Sight.Due due) {
        boolean needless = due.at() == Sight.At.IMAGE && !state.known().makesCopies();
        if (needless || state.exitCode() != null || looks.size() >= MOST_LOOKS) {
            return;
        }
        try {
            Future<EngineAnswer<Sightings>> answer =
                    site.workspace().actAsync(BakeRequests.call(new LookForTraces(due, state.regions), actor));
            looks.add(Computer.threadPoolForRemoting.submit(() -> {
                state.sees(answer.get().of(Sightings.class, actor.masker()).lines());
                return null;
            }));
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "Not seen: " + due);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a little for what is still being looked at. */
    void watched() throws InterruptedException {
        for (java.util.concurrent.Future<?> look : looks) {
            try {
                look.get(LONGEST_LOOK_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.log(Level.FINE, e, () -> "Not seen for " + state.id());
            }
        }
        looks.clear();
    }

    @Override
    protected ProgramLog muteLog() {
        return BakeLog.mute();
    }

    @Override
    protected ProgramScript.Signal signal() {
        return ProgramScript.Signal.TERM;
    }

    /** A second one does packer no harm. */
    @Override
    protected long signalAgainMillis() {
        return SIGNAL_AGAIN_MILLIS;
    }

    @Override
    protected String stoppingText() {
        return "Cancelling: stopping packer, which cleans up (up to " + parameters.graceSeconds() + " s).";
    }

    @Override
    protected String killedText() {
        return "Packer did not stop in time and is killed; AMI Bakery removes what it left.";
    }

    /** What the log has told so far; empty when it was not read since the controller started. */
    PackerFacts facts() {
        return ((BakeLog) log().orElseGet(() -> new BakeLog(new Masker(List.of()), 0, ledger, due -> {}))).facts();
    }

    /** Proves that packer baked what its key was computed of. */
    KeyProof proof() {
        return proof;
    }

    /** Whether the log was read. */
    boolean logKnown() {
        return log().isPresent();
    }
}
