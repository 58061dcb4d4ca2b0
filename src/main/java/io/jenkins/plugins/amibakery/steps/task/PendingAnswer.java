package io.jenkins.plugins.amibakery.steps.task;

import java.util.concurrent.Future;

/**
 * An answer that is waited for until it is there or nobody wants it any more, whichever comes first. Safe for several threads, none of which
 * ever waits here.
 *
 * @param <T> the answer
 */
final class PendingAnswer<T> {
    private Future<T> answer;
    private boolean over;

    /** A question was asked; if nobody wants its answer by now, it is cancelled. */
    synchronized void asked(Future<T> question) {
        answer = question;
        if (over) {
            question.cancel(true);
        }
    }

    /** It was asked in vain, and may be asked again. */
    synchronized void forget() {
        answer = null;
    }

    /** Null when nothing was asked. */
    synchronized Future<T> answer() {
        return answer;
    }

    /**
     * It is over; a question that is still open is cancelled.
     *
     * @return whether it was not over before: only then the step is told how it ended
     */
    synchronized boolean end() {
        boolean first = !over;
        over = true;
        if (answer != null) {
            answer.cancel(true);
        }
        return first;
    }

    synchronized boolean isOver() {
        return over;
    }
}
