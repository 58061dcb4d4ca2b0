package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.reuse.BakeKeys;
import io.jenkins.plugins.amibakery.engine.reuse.KeyQuestion;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedRecipe;
import io.jenkins.plugins.amibakery.engine.reuse.ReadRecipe;
import io.jenkins.plugins.amibakery.engine.reuse.RecipeQuestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The key of one bake on this machine: told before packer runs when AMIs may be reused, computed beside packer otherwise. */
final class SessionKey {
    /** Why a bake that went well gets no key; its message is one line. */
    static final class NoKey extends Exception {
        private static final long serialVersionUID = 1L;

        NoKey(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /** Adds what packer tells; asked late, as a bake that is not to be reused has time for it beside packer. */
    interface Packer {
        KeyQuestion tell(RecipeQuestion recipe) throws IOException, InterruptedException;
    }

    private record Read(BakeKeys keys, ReadRecipe recipe) {}

    private record Answer(KeyQuestion question, BakeKeys keys, KeyedBake bake) {}

    private final RecipeQuestion recipe;
    private final Cloud cloud;
    private final FutureTask<Read> read;

    /** Null until the key is asked for. */
    private FutureTask<Answer> answer;

    SessionKey(RecipeQuestion recipe, Cloud cloud) {
        this.recipe = recipe;
        this.cloud = cloud;
        this.read = new FutureTask<>(() -> {
            BakeKeys keys = LocalKeys.keys(recipe.environment());
            return new Read(keys, keys.read(recipe));
        });
    }

    private FutureTask<Answer> work(Packer packer) {
        answer = new FutureTask<>(() -> {
            read.run();
            Read found = read();
            KeyQuestion question = packer.tell(recipe);
            KeyedBake bake = BakeKeys.compute(question, found.recipe(), cloud.bases());
            return new Answer(question, found.keys(), bake);
        });
        return answer;
    }

    private Read read() throws IOException, InterruptedException {
        try {
            return read.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    /** Reads the recipe here and now; what is wrong with it is told with the key. */
    void readAhead() {
        read.run();
    }

    /** Computes it in the background. */
    void begin(Packer packer) {
        Thread thread = new Thread(work(packer), "ami-bakery-key");
        thread.setDaemon(true);
        thread.start();
    }

    /** Computes it here and now. */
    KeyedBake now(Packer packer) throws IOException, InterruptedException {
        work(packer).run();
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
        return proved(() -> {
            KeyedRecipe recipeNow = found.keys().recipe(found.question());
            KeyedBake now = BakeKeys.keyed(recipeNow, found.bake().baseImages());
            BakeKey before = found.bake().key();
            Optional<String> why = BakeKeys.unproved(before.digest(), Optional.of(before), now, sources);
            if (why.isPresent()) {
                throw new NoKey(why.get(), null);
            }
            return before;
        });
    }

    /** What proves a key; it may be that none can be had. */
    interface Proof {
        BakeKey key() throws NoKey, InterruptedException;
    }

    /** What is wrong with a recipe after its bake costs the key, and nothing else. */
    static BakeKey proved(Proof proof) throws NoKey, InterruptedException {
        try {
            return proof.key();
        } catch (BakeFailedException | IllegalArgumentException | UncheckedIOException e) {
            throw new NoKey(what(e), e);
        }
    }

    private static String what(Throwable cause) {
        if (cause instanceof BakeFailedException ours) {
            return ours.failure().detail();
        }
        return cause instanceof IllegalArgumentException wrong ? wrong.getMessage() : String.valueOf(cause);
    }
}
