package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import io.jenkins.plugins.amibakery.engine.reuse.KeyTold;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import io.jenkins.plugins.amibakery.steps.task.LoggedContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class KeyProofTest {
    private static final Region HERE = new Region("us-west-2");
    private static final AmiId BASE = new AmiId("ami-0aaaaaaaaaaaaaaaa");

    private final BakeState state = new BakeState("job-1-0a1b2c3d", 0);
    private final LoggedContext site = new LoggedContext();
    private final BakeJournal ledger = new BakeJournal(new BakeParameters(), state, site);
    private final Agent agent = new Agent();
    private final KeyProof proof = new KeyProof(state, site, ledger, agent);
    private final PackerFacts facts = facts("ami-0aaaaaaaaaaaaaaaa");

    /** Answers in order; without one it is away. */
    private static final class Agent implements KeyProof.Agent {
        final Deque<Future<EngineAnswer<KeyTold>>> answers = new ArrayDeque<>();
        final Deque<Boolean> again = new ArrayDeque<>();

        Agent says(KeyedBake bake) {
            answers.add(CompletableFuture.completedFuture(EngineAnswer.done(new KeyTold(bake, ""))));
            return this;
        }

        @Override
        public Future<EngineAnswer<KeyTold>> ask(KeyedBake since) throws IOException {
            again.add(since != null);
            if (answers.isEmpty()) {
                throw new IOException("the agent is away");
            }
            return answers.poll();
        }

        @Override
        public Masker masker() {
            return new Masker(List.of("hunter22"));
        }
    }

    private static PackerFacts facts(String base) {
        PackerRun run = new PackerRun();
        PackerLog.readAll(
                "1,,ui,say,==> web: Found Image ID: " + base + "\n", event -> run.accept(event, Instant.EPOCH));
        return run.facts();
    }

    private static KeyedBake bake(String script) {
        Ami base = new Ami(
                BASE, HERE, "debian", "1", AmiState.AVAILABLE, "", Optional.empty(), "", true, List.of(), Map.of());
        KeyPart part = new KeyPart(KeyPart.Kind.FILE, "setup.sh", script.repeat(64), "");
        return new KeyedBake(
                BakeKey.of(List.of(part), List.of()),
                List.of(),
                Map.of(BaseImageQuery.of(HERE, BASE), BaseImageAnswer.of(base)));
    }

    /** Until it is known whether there is a key. */
    private void concluded(PackerFacts told) throws IOException, InterruptedException {
        for (int turn = 0; proof.concluded(told) > 0; turn++) {
            assertThat(turn).isLessThan(10);
        }
    }

    @Test
    void aBakeThatFailedNeedsNoKey() throws IOException, InterruptedException {
        state.gaveNoExitCode();

        assertThat(proof.advance(facts)).isZero();
        assertThat(site.log()).isEmpty();
    }

    @Test
    void aKeyThatCannotBeComputedIsSaidInOneLineAndNoFailure() throws IOException, InterruptedException {
        proof.begin();

        assertThat(proof.concluded(facts)).isZero();

        assertThat(site.log()).containsOnlyOnce("No bake key, so its AMIs cannot be reused: the agent is away");
        assertThat(state.provenKey).isEmpty();
    }

    @Test
    void aKeyThatIsTheSameAfterwardsIsProved() throws IOException, InterruptedException {
        agent.says(bake("a")).says(bake("a"));
        proof.begin();
        proof.note();

        concluded(facts);

        assertThat(state.key).isEqualTo(bake("a").key().digest());
        assertThat(state.provenKey).isEqualTo(state.key);
        assertThat(agent.again).containsExactly(false, true);
        assertThat(site.log()).isEmpty();
    }

    @Test
    void aRecipeThatHasChangedMeanwhileHasNoKey() throws IOException, InterruptedException {
        agent.says(bake("b"));
        proof.known(bake("a"));
        state.key = bake("a").key().digest();

        concluded(facts);

        assertThat(state.provenKey).isEmpty();
        assertThat(site.log()).contains("an input changed during the bake: file setup.sh changed");
    }

    @Test
    void anotherBaseAmiThanPackerTookHasNoKey() throws IOException, InterruptedException {
        agent.says(bake("a"));
        state.key = bake("a").key().digest();

        concluded(facts("ami-0123456789abcdef0"));

        assertThat(state.provenKey).isEmpty();
        assertThat(site.log()).contains("it was computed for the base AMI " + BASE);
    }

    @Test
    void anAgentThatIsAwayIsAskedAgainAndNotForEver() throws IOException, InterruptedException {
        state.key = bake("a").key().digest();

        assertThatIOException().isThrownBy(() -> proof.concluded(facts));
        assertThatIOException().isThrownBy(() -> proof.concluded(facts));
        assertThat(proof.concluded(facts)).isZero();

        assertThat(site.log()).containsOnlyOnce("No bake key, so its AMIs cannot be reused: the agent is away");
    }

    @Test
    void whatIsRefusedIsSaidWithoutASecret() throws IOException, InterruptedException {
        agent.answers.add(CompletableFuture.completedFuture(new EngineAnswer<>(null, "hunter22 is no file")));
        proof.begin();

        concluded(facts);

        assertThat(site.log()).contains("No bake key, so its AMIs cannot be reused: **** is no file");
    }
}
