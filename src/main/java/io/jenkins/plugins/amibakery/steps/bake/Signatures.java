package io.jenkins.plugins.amibakery.steps.bake;

import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.reuse.SignAmis;
import io.jenkins.plugins.amibakery.engine.reuse.Signing;
import io.jenkins.plugins.amibakery.steps.task.AgentCalls;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import io.jenkins.plugins.amibakery.trust.JobIdentity;
import io.jenkins.plugins.amibakery.trust.SigningKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Signs here, on the controller, which AMIs a bake made with its key, and has the agent write it onto them. The agent says which AMIs they are:
 * one that lies gets a signature that counts for its own job alone. An AMI without one is as good as any, but never reused.
 */
final class Signatures {
    private final BakeParameters parameters;
    private final BakeState state;
    private final BuildContext site;
    private Future<EngineAnswer<Integer>> written;

    Signatures(BakeParameters parameters, BakeState state, BuildContext site) {
        this.parameters = parameters;
        this.state = state;
        this.site = site;
    }

    /** Begins anew when asked the next time. */
    void again() {
        if (written != null) {
            written.cancel(true);
        }
        written = null;
    }

    /**
     * Goes on.
     *
     * @param amis of a bake that went well, as its agent says
     * @return whether all is done that can be
     */
    boolean advance(ResolvedIdentity actor, List<BakedAmi> amis) throws IOException, InterruptedException {
        if (state.provenKey.isEmpty()) {
            return true;
        }
        try {
            written = written == null ? begun(actor, amis) : written;
            if (written == null) {
                return true;
            }
            if (!written.isDone()) {
                return false;
            }
            written.get().of(Integer.class, actor.masker());
            return true;
        } catch (IllegalArgumentException e) {
            without(e.getMessage());
            return true;
        } catch (ExecutionException e) {
            written = null;
            throw AgentCalls.unwrapped(e);
        }
    }

    /** Null when there is nothing to write. */
    private Future<EngineAnswer<Integer>> begun(ResolvedIdentity actor, List<BakedAmi> amis)
            throws IOException, InterruptedException {
        Signing signing;
        try {
            signing = new Signing(
                    SigningKey.get().signer(),
                    JobIdentity.of(site.run().getParent()),
                    BakeRequests.recipe(parameters),
                    state.id(),
                    state.provenKey);
        } catch (IOException e) {
            without(e.getMessage());
            return null;
        }
        Map<Ami, String> signatures = new LinkedHashMap<>();
        for (BakedAmi ami : amis) {
            signing.of(ami)
                    .ifPresent(signature -> signatures.put(ami.described().orElseThrow(), signature));
        }
        return signatures.isEmpty()
                ? null
                : site.workspace().actAsync(BakeRequests.call(new SignAmis(signatures), actor));
    }

    private void without(String why) throws InterruptedException {
        String line = String.valueOf(why).lines().findFirst().orElse("");
        site.say("Not signed, so its AMIs are never reused: "
                + (line.length() > 1_000 ? line.substring(0, 1_000) + " …" : line));
    }
}
