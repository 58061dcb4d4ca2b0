package io.jenkins.plugins.amibakery.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.StackCloud;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CFNgin's locks after a run: only a code of its own log proves that one is its own. */
class GraphLockCleanupTest {
    private static final GraphLock WEB = new GraphLock("us-west-2", "state", "web.json", "");
    private static final GraphLock DB = new GraphLock("us-west-2", "state", "db.json", "");
    private static final DeployScope SCOPE =
            new DeployScope("/ws", List.of(), Map.of(), Map.of("web", List.of(WEB), "db", List.of(DB)), List.of());

    private final StackCloud cloud = new StackCloud();
    private final List<String> notes = new ArrayList<>();
    private final GraphLockCleanup cleanup = new GraphLockCleanup(cloud.locks(), SCOPE, notes);

    @Test
    void whatTheRunTookAndDidNotGiveBackIsReleased() {
        cloud.locks.held.put("web.json", "ours1");

        cleanup.settle(List.of(with(WEB, "ours1")), false);

        assertThat(cleanup.released()).containsExactly(with(WEB, "ours1"));
        assertThat(cloud.locks.held).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void aLockThatSomebodyElseHoldsByNowStays() {
        cloud.locks.held.put("web.json", "theirs");

        cleanup.settle(List.of(with(WEB, "ours1")), false);

        assertThat(cleanup.released()).isEmpty();
        assertThat(cleanup.kept()).as("it is not ours, so nothing is owed").isEmpty();
        assertThat(cloud.locks.held).containsEntry("web.json", "theirs");
    }

    @Test
    void afterACancelALockOfWhichTheLogIsSilentIsNamedAndNotReleased() {
        cloud.locks.held.put("web.json", "ours1");
        cloud.locks.held.put("db.json", "whose");

        cleanup.settle(List.of(with(WEB, "ours1")), true);

        assertThat(cleanup.released()).containsExactly(with(WEB, "ours1"));
        assertThat(cloud.locks.held).containsOnlyKeys("db.json");
        assertThat(notes)
                .singleElement()
                .asString()
                .contains(
                        "whose on s3://state/db.json", "by this run or by another one", "--bucket state --key db.json");
    }

    @Test
    void withoutACancelNobodyIsAskedForLocksOfOthers() {
        cloud.locks.held.put("db.json", "whose");

        cleanup.settle(List.of(), false);

        assertThat(notes).isEmpty();
    }

    @Test
    void oneThatCannotBeReleasedDoesNotKeepTheOthersFromIt() {
        cloud.locks.down = true;

        cleanup.settle(List.of(with(WEB, "ours1"), with(DB, "ours1")), true);

        assertThat(cleanup.kept()).hasSize(2);
        assertThat(notes).hasSize(3).last().asString().startsWith("Whether a lock is left could not be found out: ");
    }

    @Test
    void aFailureForALockNamesEachThatIsHeld() {
        cloud.locks.held.put("web.json", "a1");
        cloud.locks.held.put("db.json", "b2");

        DeployFailure named = cleanup.named(DeployFailure.of(DeployFailureCause.LOCKED, "it is locked"));

        assertThat(named.detail()).contains("a1 on s3://state/web.json", "b2 on s3://state/db.json", "; ");
        assertThat(named.cause()).isEqualTo(DeployFailureCause.LOCKED);
    }

    @Test
    void whereNobodyHoldsItOrNobodyAnswersTheFailureStaysAsItIs() {
        DeployFailure failure = DeployFailure.of(DeployFailureCause.LOCKED, "it is locked");
        assertThat(cleanup.named(failure)).isSameAs(failure);

        cloud.locks.down = true;
        assertThat(cleanup.named(failure)).isSameAs(failure);
    }

    private static GraphLock with(GraphLock where, String code) {
        return new GraphLock(where.region(), where.bucket(), where.key(), code);
    }
}
