package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.agent.RemoteIdentity;
import io.jenkins.plugins.amibakery.agent.StepEnvironment;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.results.record.FailureRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A step that calls the cloud, on a clock and an agent that the test plays. */
class CallExecutionTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG";

    private final PlayedContext pipeline = new PlayedContext();
    private final Played.Place place = new Played.Place();
    private final Question step = new Question();
    private final List<Long> pauses = new ArrayList<>();
    private final List<CompletableFuture<EngineAnswer<String>>> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Asking execution = new Asking();
    private Throwable unasked;

    /** One turn of it was interrupted. */
    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void itsAnswerIsWhatTheStepReturns() {
        execution.start();
        execution.turn();
        answer("found");
        execution.turn();

        assertThat(pipeline.ends).containsExactly("FOUND");
        assertThat(asked).hasSize(1);
    }

    @Test
    void thePageIsToldWhatIsAskedAndWhatComesWithoutASecret() {
        execution.turn();
        answer(SECRET);
        execution.turn();

        assertThat(told).containsExactly("began question", "asked What is it?", "ended [It is ****.]");
    }

    @Test
    void anAnswerThatIsNotGoodFailsTheStepAndIsKept() {
        execution.turn();
        answer("bad " + SECRET);
        execution.turn();

        assertThat(pipeline.ends)
                .singleElement()
                .hasToString("hudson.AbortException: It is bad ****, which will not do.");
        assertThat(told)
                .containsExactly(
                        "began question",
                        "asked What is it?",
                        "ended [It is bad ****.]",
                        "failed It is bad ****, which will not do.");
    }

    @Test
    void thePageIsToldWhyThereIsNoAnswer() {
        unasked = new BakeFailedException(FailureCause.CREDENTIALS, "There are no AWS credentials 'aws'");
        execution.turn();

        assertThat(told).hasSize(2).last().asString().startsWith("failed credentials There are no AWS credentials");
    }

    @Test
    void thePageIsToldOnceThatItWasStopped() {
        execution.turn();
        execution.stop(new IllegalStateException("Aborted by alice"));
        execution.stop(new IllegalStateException("Aborted by bob"));

        assertThat(told)
                .containsExactly("began question", "asked What is it?", "cancelled  Stopped before AWS answered.");
    }

    @Test
    void anAnswerIsLookedForLessAndLessOften() {
        for (int i = 0; i < 20; i++) {
            execution.turn();
        }

        assertThat(pauses).isSorted().startsWith(75L, 112L).endsWith(2_000L, 2_000L);
        assertThat(asked).as("it is asked once").hasSize(1);
        assertThat(pipeline.ends).isEmpty();
    }

    @Test
    void anAbortEndsItAtOnceAndCancelsTheCall() {
        execution.turn();

        execution.stop(new IllegalStateException("Aborted by alice"));

        assertThat(pipeline.ends).singleElement().hasToString("java.lang.IllegalStateException: Aborted by alice");
        assertThat(asked).allMatch(Future::isCancelled);
    }

    @Test
    void anAnswerThatComesAfterTheAbortIsDropped() {
        execution.turn();
        CompletableFuture<EngineAnswer<String>> late = asked.get(0);
        late.complete(EngineAnswer.done("found"));

        execution.stop(new IllegalStateException("Aborted by alice"));
        execution.turn();
        execution.stop(new IllegalStateException("Aborted by bob"));

        assertThat(pipeline.ends).singleElement().hasToString("java.lang.IllegalStateException: Aborted by alice");
    }

    @Test
    void anAbortBeforeTheFirstTurnAsksNothing() {
        execution.start();
        execution.stop(new IllegalStateException("Aborted by alice"));
        execution.turn();

        assertThat(asked).isEmpty();
        assertThat(pipeline.ends).hasSize(1);
        assertThat(pauses).as("only the turn of its start").containsExactly(0L);
    }

    @Test
    void anAbortWhileItIsBeingAskedCancelsThatCallToo() {
        execution.whileAsking = () -> execution.stop(new IllegalStateException("Aborted by alice"));

        execution.turn();

        assertThat(asked).singleElement().satisfies(call -> assertThat(call).isCancelled());
        assertThat(pipeline.ends).hasSize(1);
    }

    @Test
    void theRefusalOfTheEngineIsOneLineWithoutASecret() {
        execution.turn();
        asked.get(0)
                .complete(new EngineAnswer<>(
                        null, "AWS refuses ec2:DescribeImages in us-west-2: " + SECRET + " is not authorized."));
        execution.turn();

        assertThat(pipeline.ends)
                .singleElement()
                .isInstanceOf(AbortException.class)
                .hasToString(
                        "hudson.AbortException: AWS refuses ec2:DescribeImages in us-west-2: **** is not authorized.");
    }

    @Test
    void credentialsThatAreGoneAreOneLineToo() {
        unasked = new BakeFailedException(
                FailureCause.CREDENTIALS, "There are no AWS credentials 'aws' that this job may use");
        execution.turn();

        assertThat(pipeline.ends)
                .singleElement()
                .isInstanceOfSatisfying(
                        AbortException.class,
                        end -> assertThat(end.getMessage())
                                .startsWith("There are no AWS credentials 'aws' that this job may use")
                                .doesNotContain("\n"));
    }

    @Test
    void anAnswerOfAnotherKindIsNone() {
        execution.turn();
        @SuppressWarnings({"unchecked", "rawtypes"})
        CompletableFuture<EngineAnswer<?>> lie = (CompletableFuture) asked.get(0);
        lie.complete(EngineAnswer.done(new ArrayList<>()));
        execution.turn();

        assertThat(pipeline.ends)
                .singleElement()
                .isInstanceOf(AbortException.class)
                .hasToString("hudson.AbortException: The agent answers something else than was asked.");
    }

    @Test
    void anAnswerThatIsRefusedOnItsWayInIsOneLine() {
        execution.turn();
        failWith(new IOException("broken", new InvalidObjectException("the agent names more than 10000 things")));
        execution.turn();

        assertThat(pipeline.ends)
                .singleElement()
                .isInstanceOf(AbortException.class)
                .hasToString(
                        "hudson.AbortException: The agent's answer is not valid: the agent names more than 10000 things");
    }

    static List<Throwable> mistakes() {
        return List.of(
                new IllegalStateException("a mistake of ours"),
                new OutOfMemoryError("Java heap space"),
                new NoClassDefFoundError("io/jenkins/Gone"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeOrAnErrorEndsItAsItIs(Throwable mistake) {
        unasked = mistake;
        execution.turn();
        execution.turn();

        assertThat(pipeline.ends).containsExactly(mistake);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void afterAnAbortNotEvenAnErrorIsTold(Throwable mistake) {
        execution.whileAsking = () -> execution.stop(new IllegalStateException("Aborted by alice"));
        unasked = mistake;

        execution.turn();

        assertThat(pipeline.ends).singleElement().hasToString("java.lang.IllegalStateException: Aborted by alice");
    }

    @Test
    void anAgentThatIsAwayIsWaitedForAndThatIsSaidOnce() {
        execution.turn();
        place.standing = NodeLookup.Standing.AWAY;
        failWith(new IOException("channel closed"));
        for (int i = 0; i < 30; i++) {
            execution.turn();
            unasked = new IOException("The agent is offline.");
        }

        assertThat(pipeline.ends).isEmpty();
        assertThat(pauses).endsWith(3_000L, 3_000L);
        assertThat(place.log()).containsOnlyOnce("The agent is offline; waiting for it to reconnect.");
    }

    @Test
    void onceTheAgentIsBackItIsAskedAgain() {
        execution.turn();
        place.standing = NodeLookup.Standing.AWAY;
        failWith(new IOException("channel closed"));
        execution.turn();
        place.standing = NodeLookup.Standing.THERE;
        execution.turn();
        answer("found");
        execution.turn();

        assertThat(asked).hasSize(2);
        assertThat(pipeline.ends).containsExactly("FOUND");
    }

    @Test
    void thatItIsAwayIsSaidAgainTheNextTime() {
        for (int i = 0; i < 2; i++) {
            place.standing = NodeLookup.Standing.THERE;
            execution.turn();
            place.standing = NodeLookup.Standing.AWAY;
            failWith(new IOException("channel closed"));
            execution.turn();
        }

        assertThat(place.log().lines()).hasSize(2);
    }

    @Test
    void anAgentThatWasRemovedEndsIt() {
        execution.turn();
        place.standing = NodeLookup.Standing.REMOVED;
        failWith(new IOException("channel closed"));
        execution.turn();

        assertThat(pipeline.ends)
                .singleElement()
                .isInstanceOf(AbortException.class)
                .hasToString("hudson.AbortException: Agent 'agent' was removed from Jenkins.");
    }

    @Test
    void anAgentThatIsThereAndFailsAgainAndAgainEndsItAtTheSixthTime() {
        for (int i = 0; i < 6; i++) {
            assertThat(pipeline.ends).isEmpty();
            execution.turn();
            failWith(new IOException("no space left on device"));
            execution.turn();
        }

        assertThat(asked).hasSize(6);
        assertThat(pipeline.ends)
                .singleElement()
                .isInstanceOf(AbortException.class)
                .hasToString(
                        "hudson.AbortException: The agent 'agent' failed: java.io.IOException: no space left on device");
    }

    @Test
    void anAnswerThatCannotBeNotedYetIsNotedLaterAndNotAskedForAgain() {
        step.unnoted = 2;
        execution.turn();
        answer("found");
        for (int i = 0; i < 3; i++) {
            execution.turn();
        }

        assertThat(asked).hasSize(1);
        assertThat(pipeline.ends).containsExactly("FOUND");
    }

    @Test
    void aTurnThatIsInterruptedIsTakenAgainLater() {
        unasked = new InterruptedException("shutting down");
        execution.turn();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(pauses).containsExactly(3_000L);
        assertThat(pipeline.ends).isEmpty();
    }

    @Test
    void whileThePipelineHasNoAgentItIsAwayAndNotFailed() {
        execution.node = null;
        unasked = new IOException("The agent is offline: there is no FilePath.");
        for (int i = 0; i < 20; i++) {
            execution.turn();
        }

        assertThat(pipeline.ends).isEmpty();
        assertThat(execution.getStatus()).isEqualTo("asking AWS");
    }

    @Test
    void afterARestartItAsksAgainFromItsStart() throws Exception {
        execution.turn();
        CallExecution<String> running = new CallExecution<>(pipeline, step, "job-1-0a1b2c3d");
        running.node = execution.node;
        running.actor = execution.actor;
        byte[] saved = written(running);

        CallExecution<?> loaded = read(saved);

        assertThat(loaded.node).isNull();
        assertThat(loaded.actor).as("resolved anew, and never saved").isNull();
        assertThat(loaded.getStatus()).isEqualTo("asking AWS");
        assertThat(new String(saved, StandardCharsets.ISO_8859_1)).doesNotContain("Masker", SECRET);
    }

    @Test
    void itSaysWhereItAsksAndKeepsNoRestartWaiting() {
        execution.turn();

        assertThat(execution.getStatus()).isEqualTo("asking AWS on agent");
        assertThat(execution.blocksRestart()).isFalse();
    }

    @Test
    void resumingTakesATurnAndReturnsAtOnce() {
        execution.onResume();

        assertThat(pauses).containsExactly(0L);
        assertThat(asked).isEmpty();
    }

    @Test
    void whatCannotBeRightIsSaidBeforeAnythingStarts() {
        step.setProfile("ci");
        step.setCredentialsId("aws");

        assertThatThrownBy(() -> step.start(pipeline))
                .isInstanceOf(AbortException.class)
                .hasMessage("profile and credentialsId cannot be combined; give only one.");
    }

    private void answer(String found) {
        asked.get(asked.size() - 1).complete(EngineAnswer.done(found));
    }

    private void failWith(Throwable why) {
        asked.get(asked.size() - 1).completeExceptionally(why);
    }

    private static byte[] written(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static CallExecution<?> read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (CallExecution<?>) in.readObject();
        }
    }

    /** The step where neither a clock nor an agent is. */
    private final class Asking extends CallExecution<String> {
        private static final long serialVersionUID = 1L;

        private transient Runnable whileAsking = () -> {};

        Asking() {
            super(pipeline, step, "job-1-0a1b2c3d");
        }

        @Override
        void schedule(long millis) {
            pauses.add(millis);
        }

        @Override
        BuildContext site() {
            return place;
        }

        @Override
        CallJournal journal(BuildContext site) {
            return new Telling(site);
        }

        @Override
        Future<EngineAnswer<String>> ask(BuildContext site) throws IOException, InterruptedException {
            whileAsking.run();
            if (unasked instanceof IOException away) {
                throw away;
            }
            if (unasked instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            if (unasked instanceof RuntimeException mistake) {
                throw mistake;
            }
            if (unasked instanceof Error error) {
                throw error;
            }
            node = "agent";
            actor = new ResolvedIdentity(
                    RemoteIdentity.ofEnvironment(new HashMap<>(Map.of())),
                    new StepEnvironment(new HashMap<>(), new TreeMap<>(), false),
                    new LinkedHashMap<>(),
                    new Masker(List.of(SECRET)),
                    null,
                    "");
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        }
    }

    /** What the page is told. */
    private final class Telling extends CallJournal {
        Telling(BuildContext site) {
            super(site, "job-1-0a1b2c3d");
        }

        @Override
        void began(String step) {
            told.add("began " + step);
        }

        @Override
        void asked(ResolvedIdentity actor, String endpoint, String what) {
            told.add("asked " + what);
        }

        @Override
        void ended(List<String> notes, List<FailureRecord> failures) {
            told.add("ended " + notes);
            failures.forEach(why -> told.add("failed " + why.getDetail()));
        }

        @Override
        void failed(FailureRecord why, boolean cancelled) {
            told.add((cancelled ? "cancelled " : "failed ") + why.getCause() + " " + why.getDetail());
        }
    }
}
