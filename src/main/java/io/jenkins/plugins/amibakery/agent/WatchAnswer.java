package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;

/**
 * How a program stood when its agent looked.
 *
 * @param output the next bytes of its log; fewer than there are when there are many
 * @param logSize how long the log was
 * @param exitCode its exit code; null while it has not ended
 * @param life whether it runs
 * @param answer what was said to the question asked beside it; null when nothing was yet, or nobody wants to know
 */
public record WatchAnswer(byte[] output, long logSize, Integer exitCode, Life life, String answer)
        implements Serializable {
    /** No answer to a question is longer, in bytes. */
    static final int MOST_ANSWER = 1 << 16;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public WatchAnswer {
        Limits.number("the bytes of a part of a log", output.length, WatchCall.MOST);
        Limits.text("the answer to a question", answer, MOST_ANSWER);
        Limits.number("the bytes of a log less than none", -logSize, 0);
    }

    /** Whether it runs. */
    public enum Life {
        /** Nothing was started yet. */
        UNBORN,
        /** It runs. */
        ALIVE,
        /** It does not run any more, though nobody noted how it ended: it was killed, or the machine was started anew. */
        DEAD,
        /** It cannot be seen from here, as in a container. */
        UNSEEN
    }
}
