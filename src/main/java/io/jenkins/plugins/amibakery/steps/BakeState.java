package io.jenkins.plugins.amibakery.steps;

import hudson.model.Run;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import org.jenkinsci.plugins.durabletask.Controller;

/** How far a bake has come: all that has to outlive the controller. Plain values, and no secret among them. */
final class BakeState implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Where a bake is on its way. */
    enum Stage {
        /** Template and packer are looked at; nothing was started. */
        PLAN,
        /** Packer is being started, or was already. */
        LAUNCH,
        /** Packer runs, or is about to end after it was asked to. */
        PACKER,
        /** Packer has ended; the cloud is asked and tidied up. */
        FINISH,
        /** It is over. */
        DONE
    }

    /** The id of the bake, on everything that it makes. */
    final String bakeId;

    /** Name of the node it runs on; empty for the controller. Null until it is known. */
    String node;

    /** The workspace's path there; null until it is known. */
    String workspace;

    /** Where it is steered from, on that node; null until it is known. */
    String control;

    Stage stage = Stage.PLAN;

    /** What {@code packer --version} printed; empty until it is known. */
    String packerVersion = "";

    /** The recipe's name; empty until it is known. */
    String recipe = "";

    /** SHA-256 of the template; empty until it is known. */
    String digest = "";

    /** Files into which packer may write what it made. */
    ArrayList<String> manifests = new ArrayList<>();

    /** Which run had written each of them before. */
    HashMap<String, String> runsBefore = new HashMap<>();

    /** Regions in which it may leave something. */
    ArrayList<String> regions = new ArrayList<>();

    /** How much of packer's log was shown, in bytes; always whole lines. */
    long shown;

    /** Packer's exit code; null until it has ended. */
    Integer exitCode;

    /** When the bake began, in milliseconds since the epoch. */
    long began;

    /** Why it is to stop, for people; null as long as it is not. */
    String stopReason;

    /** When it was told to stop, in milliseconds since the epoch. */
    long stopAsked;

    /** Whether AMIs that were done before anybody could stop packer are kept. */
    boolean spared;

    /** The durable task that started packer; null until then. */
    Controller task;

    /** How it ended; null until it has. */
    BakeEnd end;

    /** Whether all of packer's processes were killed because it would not end. */
    boolean killed;

    BakeState(String bakeId, long began) {
        this.bakeId = bakeId;
        this.began = began;
    }

    /** A bake of a build, just begun. */
    static BakeState of(Run<?, ?> run) {
        return new BakeState(BakeIds.next(run.getParent().getName(), run.getNumber()), System.currentTimeMillis());
    }

    /** Asks the bake to stop; only the first reason counts. */
    void stop(String reason, long now) {
        if (stopReason == null) {
            stopAsked = now;
            stopReason = reason;
        }
    }

    boolean stopping() {
        return stopReason != null;
    }

    /** Whether nothing of it is to be kept. */
    boolean cancelled() {
        return stopping() && !(spared && exitCode != null && exitCode == 0);
    }
}
