package io.jenkins.plugins.amibakery.agent;

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
