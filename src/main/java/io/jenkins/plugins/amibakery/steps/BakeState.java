package io.jenkins.plugins.amibakery.steps;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.steps.work.WorkIds;
import io.jenkins.plugins.amibakery.steps.work.WorkState;
import java.util.ArrayList;
import java.util.HashMap;

/** How far a bake has come, beyond what all work has in common. Plain values, and no secret among them. */
final class BakeState extends WorkState {
    private static final long serialVersionUID = 1L;

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

    /** Whether it acts as somebody whose keys were in the step's environment. */
    boolean keysOfStep;

    /** What packer told of its plugins; empty until it has. */
    String plugins = "";

    /** The key of the bake before packer ran; empty when it is not known. */
    String key = "";

    /** What it claims among identical bakes; empty when it is not known. Null in states of older versions. */
    String claim = "";

    /** The key once it is proved that packer baked what it was computed of; empty before, and when it did not. */
    String provenKey = "";

    /** Whether AMIs that were there stand for it. */
    boolean reused;

    /** Why nothing was reused, or why AMIs of another job were; otherwise empty. Null in states of older versions. */
    String reason = "";

    BakeState(String bakeId, long began) {
        super(bakeId, began);
    }

    /** A bake of a build, just begun. */
    static BakeState of(Run<?, ?> run) {
        return new BakeState(WorkIds.next(run.getParent().getName(), run.getNumber()), System.currentTimeMillis());
    }
}
