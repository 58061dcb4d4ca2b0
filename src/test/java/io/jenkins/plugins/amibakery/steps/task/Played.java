package io.jenkins.plugins.amibakery.steps.task;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.amibakery.agent.LeaseAnswer;
import io.jenkins.plugins.amibakery.agent.ProgramScript;
import io.jenkins.plugins.amibakery.engine.aws.access.AssumedRole;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Work without Jenkins: a site that has a log and notes what is saved, and a program that does what it is told. */
final class Played {
    final Place site = new Place();
    final State state = new State();
    final Order order = new Order();
    final Doing program = new Doing(order, state, site);
    final Piece work = new Piece();

    /** What happens at each turn of the program, in order; the last one again and again. */
    final Deque<Turn> turns = new ArrayDeque<>();

    /** What happens at the conclusion. */
    Turn conclusion = () -> LongTask.OVER;

    interface Turn {
        long happens() throws IOException, InterruptedException;
    }

    Played(Turn... turns) {
        this.turns.addAll(List.of(turns));
        state.node = "agent";
        state.stage = TaskState.Stage.RUN;
        state.home = site.home;
    }

    /** As an agent tells of a program that has ended. */
    long ends(int exitCode) {
        state.exitCode = exitCode;
        state.stage = TaskState.Stage.FINISH;
        return 0;
    }

    static final class State extends TaskState {
        private static final long serialVersionUID = 1L;

        State() {
            super("job-1-0a1b2c3d", 0);
        }

        @Override
        protected void leaveQueues() {}
    }

    /** A place that can be full. */
    static final class Place implements BuildContext {
        private final ByteArrayOutputStream log = new ByteArrayOutputStream();
        NodeLookup.Standing standing = NodeLookup.Standing.THERE;
        boolean full;
        int kept;
        String home = "this home 1";
        LeaseAnswer lease = new LeaseAnswer(LeaseAnswer.Standing.OURS, "", false, 0);
        int leases;
        Map<String, String> environment = Map.of();
        Set<String> sensitive = Set.of();

        /** The keys of each credentials there are. */
        Map<String, StaticKeys> keys = Map.of();

        String log() {
            return log.toString(StandardCharsets.UTF_8);
        }

        @Override
        public String home() {
            return home;
        }

        @Override
        public LeaseAnswer lease(String control, boolean mayTake) {
            leases++;
            return lease;
        }

        @Override
        public NodeLookup.Standing standing(String node) {
            return standing;
        }

        @Override
        public Run<?, ?> run() throws IOException {
            throw new IOException("there is none");
        }

        @Override
        public FilePath workspace() {
            return null;
        }

        @Override
        public Launcher launcher() throws IOException {
            throw new IOException("there is none");
        }

        @Override
        public Map<String, String> environment() {
            return environment;
        }

        @Override
        public Set<String> sensitiveVariables() {
            return sensitive;
        }

        @Override
        public StaticKeys keys(String credentialsId) {
            return keys.get(credentialsId);
        }

        @Override
        public TaskListener listener() {
            PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);
            return () -> stream;
        }

        private final Unsaved unsaved = new Unsaved();

        @Override
        public void save() throws InterruptedException {
            unsaved.tried(this);
        }

        @Override
        public void keep() throws UnsavedException {
            if (full) {
                throw new UnsavedException(new IOException("No space left on device"));
            }
            kept++;
        }
    }

    /** The program, whose turns the test writes. */
    final class Doing extends AgentProcess {
        boolean cleaned;

        Doing(TaskRequest order, TaskState state, BuildContext site) {
            super(order, state, site);
        }

        @Override
        long launch() throws IOException, InterruptedException {
            return watch();
        }

        @Override
        long watch() throws IOException, InterruptedException {
            return (turns.size() > 1 ? turns.remove() : turns.peek()).happens();
        }

        @Override
        public void cleanUp() {
            cleaned = true;
        }

        @Override
        protected Optional<ProgramScript.Commands> planned() {
            return Optional.empty();
        }

        @Override
        protected Map<String, String> plannedEnvironment() {
            return Map.of();
        }

        @Override
        protected void started(FilePath workspace, ResolvedIdentity actor) {}

        @Override
        protected ProgramLog newLog(ResolvedIdentity actor, long shownBefore) {
            return new Lines(shownBefore);
        }

        @Override
        protected ProgramLog muteLog() {
            return new Lines(0);
        }

        @Override
        protected ProgramScript.Signal signal() {
            return ProgramScript.Signal.TERM;
        }

        @Override
        protected long signalAgainMillis() {
            return 0;
        }

        @Override
        protected String stoppingText() {
            return "stopping";
        }

        @Override
        protected String killedText() {
            return "killing";
        }
    }

    static final class Lines extends ProgramLog {
        Lines(long shownBefore) {
            super(shownBefore);
        }

        @Override
        protected void read(byte[] bytes, int offset, int length) {}

        @Override
        protected void readAll() {}
    }

    /** The work around it. */
    final class Piece extends LongTask {
        String failed = "";

        private final Doing doing;

        Piece() {
            super(Played.this.order, Played.this.state, Played.this.site);
            doing = Played.this.program;
        }

        /** The same work, taken up elsewhere by what was saved of it. */
        Piece(TaskState saved, BuildContext elsewhere) {
            super(Played.this.order, saved, elsewhere);
            doing = new Doing(Played.this.order, saved, elsewhere);
        }

        @Override
        protected void begun() {}

        @Override
        protected long awaitTurn() {
            return 0;
        }

        @Override
        protected void holdTurn() {}

        @Override
        protected long plan(FilePath workspace) {
            return 0;
        }

        @Override
        protected AgentProcess program() {
            return doing;
        }

        @Override
        protected long finish() throws IOException, InterruptedException {
            return conclusion.happens();
        }

        @Override
        protected long finishWithoutNode() throws IOException, InterruptedException {
            return conclusion.happens();
        }

        @Override
        protected boolean mustBeSwept() {
            return true;
        }

        @Override
        protected void failed(String message) {
            failed += message;
        }

        @Override
        protected String traces() {
            return "Look for i-1.";
        }
    }

    static final class Order implements TaskRequest {
        private static final long serialVersionUID = 1L;

        /** Makes the work; a test says how. */
        transient BiFunction<TaskState, BuildContext, LongTask> work;

        /** What is wrong with it; null for nothing. */
        String wrong;

        @Override
        public LongTask work(TaskState state, BuildContext site) {
            return work.apply(state, site);
        }

        @Override
        public String noun() {
            return "bake";
        }

        @Override
        public String programName() {
            return "packer";
        }

        @Override
        public String getCredentialsId() {
            return null;
        }

        @Override
        public String getProfile() {
            return null;
        }

        @Override
        public Optional<AssumedRole> role(String sessionName) {
            return Optional.empty();
        }

        @Override
        public Map<String, String> furtherEnvironment() {
            return Map.of();
        }

        @Override
        public Map<String, String> secretNames() {
            return Map.of();
        }

        @Override
        public String secretsField() {
            return "secretVars";
        }

        @Override
        public int graceSeconds() {
            return 300;
        }

        @Override
        public void check() {
            if (wrong != null) {
                throw new IllegalArgumentException(wrong);
            }
        }
    }
}
