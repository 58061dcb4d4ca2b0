package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.Ec2BaseImages;
import io.jenkins.plugins.amibakery.engine.aws.Ec2Clients;
import io.jenkins.plugins.amibakery.engine.bakery.BakeKeys;
import io.jenkins.plugins.amibakery.engine.bakery.KeyQuestion;
import io.jenkins.plugins.amibakery.engine.bakery.KeyedBake;
import io.jenkins.plugins.amibakery.engine.bakery.KeyedRecipe;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/** The key of one bake on this machine: told before packer runs when AMIs may be reused, computed beside packer otherwise. */
final class SessionKey {
    /** Why a bake that went well gets no key; its message is one line. */
    static final class NoKey extends Exception {
        private static final long serialVersionUID = 1L;

        NoKey(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /** What the key is asked of; made late, as it asks packer for its plugins. */
    interface Question {
        KeyQuestion ask() throws IOException, InterruptedException;
    }

    private record Answer(KeyQuestion question, BakeKeys keys, KeyedBake bake) {}

    private final FutureTask<Answer> answer;

    SessionKey(Question question, Ec2Clients clients) {
        Callable<Answer> work = () -> {
            KeyQuestion asked = question.ask();
            BakeKeys keys = LocalKeys.keys(asked);
            return new Answer(asked, keys, keys.compute(asked, new Ec2BaseImages(clients)));
        };
        this.answer = new FutureTask<>(work);
    }

    /** Computes it in the background. */
    void begin() {
        Thread thread = new Thread(answer, "ami-bakery-key");
        thread.setDaemon(true);
        thread.start();
    }

    /** Computes it here and now. */
    KeyedBake now() throws IOException, InterruptedException {
        answer.run();
        try {
            return answer.get().bake();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static IOException rethrown(Throwable cause) throws InterruptedException {
        if (cause instanceof BakeFailedException ours) {
            throw ours;
        }
        if (cause instanceof IllegalArgumentException wrong) {
            throw wrong;
        }
        if (cause instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (cause instanceof InterruptedException stopped) {
            throw stopped;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    /**
     * The key of a bake that has been made: nobody has changed its recipe meanwhile, and packer has used the base AMIs of the key.
     *
     * @param sources the base AMIs that packer used
     */
    BakeKey settled(Collection<AmiId> sources) throws NoKey, InterruptedException {
        Answer found;
        try {
            found = answer.get();
        } catch (ExecutionException e) {
            throw new NoKey(what(e.getCause()), e.getCause());
        }
        Set<AmiId> keyed = found.bake().baseImages().values().stream()
                .flatMap(base -> base.image().stream())
                .map(ami -> ami.id())
                .collect(Collectors.toSet());
        if (!keyed.equals(new HashSet<>(sources))) {
            throw new NoKey(
                    "the key was computed for the base AMI " + keyed + ", packer used " + Set.copyOf(sources), null);
        }
        try {
            KeyedRecipe now = found.keys().recipe(found.question());
            BakeKey after = BakeKeys.keyed(now, found.bake().baseImages()).key();
            if (!after.digest().equals(found.bake().key().digest())) {
                throw new NoKey(
                        "the recipe has changed while it was baked: "
                                + after.since(found.bake().key()).get(0).line(),
                        null);
            }
        } catch (BakeFailedException e) {
            throw new NoKey(e.getMessage(), e);
        }
        return found.bake().key();
    }

    private static String what(Throwable cause) {
        return cause instanceof BakeFailedException ours ? ours.failure().detail() : String.valueOf(cause);
    }
}
