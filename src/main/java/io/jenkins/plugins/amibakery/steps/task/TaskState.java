package io.jenkins.plugins.amibakery.steps.task;

import java.io.Serializable;
import org.jenkinsci.plugins.durabletask.Controller;

/**
 * How far work has come: all that has to outlive the controller. Plain values, and no secret among them.
 *
 * <p>One thread changes it, while others save it at any moment. So what is saved is a copy of one moment, and of what it holds
 * nothing is ever changed: lists and maps are replaced as a whole. Values that belong together are set in one synchronized method.
 */
public abstract class TaskState implements Serializable, Cloneable {
    private static final long serialVersionUID = 1L;

    /** Where work is on its way. */
    public enum Stage {
        /** What to run is decided; nothing was started. */
        PLAN,
        /** The program is being started, or was already. */
        LAUNCH,
        /** It runs, or is about to end after it was asked to. */
        RUN,
        /** It has ended; the cloud is asked and tidied up. */
        FINISH,
        /** All is over. */
        DONE
    }

    /** The id of the work, on everything that it makes. */
    final String id;

    /** Name of the node it runs on; empty for the controller. Null until it is known. */
    String node;

    /** The workspace's path there; null until it is known. */
    String workspace;

    /** Where the program is steered from, on that node; null until it is known. */
    String control;

    Stage stage = Stage.PLAN;

    /** How much of the program's log was shown, in bytes; always whole lines. */
    long shown;

    /** The program's exit code, -1 if it left none; null until it has ended. */
    Integer exitCode;

    /** When the work began, in milliseconds since the epoch. */
    final long began;

    /** Why it is to stop, for people; null as long as it is not. */
    String stopReason;

    /** When it was told to stop, in milliseconds since the epoch. */
    volatile long stopAsked;

    /** Whether what was done before anybody could stop the program is kept. */
    boolean spared;

    /** The durable task that started the program; null until then. */
    Controller task;

    /** How it ended; null until it has. */
    TaskResult end;

    /** Whether all of its processes were killed because it would not end. */
    boolean killed;

    /** Why it ends by an error, for people, though its program had to be stopped first; null when it does not. */
    String failure;

    /** Whether it was stopped before its program was started, so that there is nothing to look for. */
    boolean neverBorn;

    /** In which JENKINS_HOME it began; null in states of older versions, and until it is planned. */
    String home;

    /** Whether its build's part is over, so that {@link OrphanCleanup} alone brings it to an end. */
    boolean left;

    protected TaskState(String id, long began) {
        this.id = id;
        this.began = began;
    }

    /** The id of the work, on everything that it makes. */
    public final String id() {
        return id;
    }

    /** Name of the node it runs on; empty for the controller, null until it is known. */
    public final String node() {
        return node;
    }

    public final Stage stage() {
        return stage;
    }

    /** The program's exit code, -1 if it left none; null until it has ended. */
    public final Integer exitCode() {
        return exitCode;
    }

    /** When the work began, in milliseconds since the epoch. */
    public final long began() {
        return began;
    }

    /** A copy of this moment, which nobody changes. */
    protected final synchronized TaskState snapshot() {
        try {
            return (TaskState) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever saves it, Jenkins' XML or the Pipeline's program, saves a copy of one moment. */
    protected final Object writeReplace() {
        return snapshot();
    }

    /**
     * It ends by an error, and its program is asked to stop; only the first error counts. What was done before anybody could stop the
     * program is kept.
     */
    final synchronized void fail(String why, long now) {
        if (failure == null) {
            failure = why;
            spared |= !stopping();
            stop(why, now);
        }
    }

    /** Why it ends by an error; null when it does not. */
    public final String failure() {
        return failure;
    }

    /** Asks the work to stop; only the first reason counts. */
    public final synchronized void stop(String reason, long now) {
        if (stopReason == null) {
            stopAsked = now;
            stopReason = reason;
        }
    }

    public final boolean stopping() {
        return stopReason != null;
    }

    /** Why it is to stop, for people; null as long as it is not. */
    public final String stopReason() {
        return stopReason;
    }

    /** Whether nothing of it is to be kept. */
    public final boolean cancelled() {
        return stopping() && !(spared && exitCode != null && exitCode == 0);
    }

    /** Whether somebody wanted nothing of it to be kept, rather than that an error ended it. */
    public final boolean cancelledOnRequest() {
        return cancelled() && failure == null;
    }

    /** Whether what was done before anybody could stop the program is kept. */
    public final boolean spared() {
        return spared;
    }

    /** Whether the program disappeared without an exit code and without having been asked to stop. */
    public final boolean vanished() {
        return exitCode != null && exitCode == -1 && !stopping();
    }

    /** The program never left an exit code, and never will. */
    public final synchronized void gaveNoExitCode() {
        exitCode = exitCode == null ? Integer.valueOf(-1) : exitCode;
    }

    /** How it ended; null until it has. */
    public final TaskResult end() {
        return end;
    }

    /** Where the program is steered from, on its node; null until it is known. */
    public final String control() {
        return control;
    }

    /** It is known what to run, and from where it is steered. */
    public final synchronized void planned(String controlDirectory) {
        control = controlDirectory;
        stage = Stage.LAUNCH;
    }

    /** Another program comes after the one that has ended. */
    public final synchronized void again() {
        stage = Stage.PLAN;
        control = null;
        shown = 0;
        exitCode = null;
        task = null;
        killed = false;
    }

    /** Its build's part is over; the rest is {@link OrphanCleanup}'s. */
    final synchronized void leave(TaskResult how) {
        left = true;
        end = how;
    }

    /** Why it is over though its program was never started, in one line. */
    final String endBeforeItBegan(TaskRequest order) {
        return failure != null
                ? failure
                : "The " + order.noun() + " was cancelled before " + order.programName() + " was started: "
                        + stopReason;
    }

    /** All is over. */
    public final synchronized void finished(TaskResult how) {
        end = how;
        stage = Stage.DONE;
    }

    /**
     * Leaves every queue that it waits in or holds up: it is over, or nobody takes care of it any more. What it holds as long as its
     * program may run is left only when {@linkplain #stage all is over}.
     */
    protected abstract void leaveQueues();

    /** Whether the program was started, or may have been, and not all is over. */
    final boolean programMayRun() {
        return stage != Stage.PLAN && stage != Stage.DONE;
    }
}
