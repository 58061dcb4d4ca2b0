package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;

/**
 * What comes back of an {@link EngineCall}. Each record in it is made anew by its constructor, which refuses what cannot be an honest
 * answer.
 *
 * @param result the result; null when it was refused
 * @param refusal why there is none, in one clear line; null when there is one. Not masked
 */
public record EngineAnswer<R extends Serializable>(R result, String refusal) implements Serializable {
    private static final int LONGEST = 4_000;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public EngineAnswer {
        Limits.text("the reason of a refusal", refusal, LONGEST + 1);
        if ((result == null) == (refusal == null)) {
            throw new IllegalArgumentException("The agent gives neither a result nor a reason why there is none.");
        }
    }

    /** It is done. */
    public static <R extends Serializable> EngineAnswer<R> done(R result) {
        return new EngineAnswer<>(result, null);
    }

    static <R extends Serializable> EngineAnswer<R> refused(String why) {
        return new EngineAnswer<>(null, Limits.brief(String.valueOf(why), LONGEST));
    }

    /**
     * The result.
     *
     * @param kind what was asked for; an agent may send anything
     * @param masker hides what the controller knows to be secret
     * @throws IllegalArgumentException with the refusal as its one line
     */
    public R of(Class<R> kind, Masker masker) {
        if (refusal != null) {
            throw new IllegalArgumentException(masker.mask(refusal));
        }
        if (!kind.isInstance(result)) {
            throw new IllegalArgumentException("The agent answers something else than was asked.");
        }
        return result;
    }
}
