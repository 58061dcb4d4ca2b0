package io.jenkins.plugins.amibakery.steps.bake;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.steps.task.TaskIds;
import io.jenkins.plugins.amibakery.steps.task.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far a bake has come, beyond what all work has in common. Plain values, and no secret among them. */
final class BakeState extends TaskState {
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

    /** What was known before packer ran. Null in states of older versions, and until it is known. */
    HashMap<String, ArrayList<String>> copies;

    /** When AWS first answered, in milliseconds since the epoch by its own clock; 0 until it has. */
    long beginning;

    /** What was seen while packer ran, one line each. Replaced, never changed, as it may be saved meanwhile. Null for nothing. */
    volatile ArrayList<String> seen;

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

    /** What is known, for the conclusion. */
    synchronized Plan known() {
        return new Plan(beginning, new HashMap<>(copies == null ? Map.of() : copies));
    }

    /** What was seen, for the conclusion. */
    synchronized Sightings seen() {
        return Sightings.of(seen == null ? List.of() : seen);
    }

    /** Notes what an agent knows before packer runs. */
    synchronized void knows(Plan plan) {
        HashMap<String, ArrayList<String>> all = new HashMap<>();
        plan.copies().forEach((build, regions) -> all.put(build, new ArrayList<>(regions)));
        beginning = plan.beginning();
        copies = all;
    }

    @Override
    protected void leaveQueues() {
        IdenticalBakes.all().leave(id());
        BakeQueue.all().leave(id());
    }

    /** Notes what was seen. */
    synchronized void sees(List<String> lines) {
        Sightings all = Sightings.of(seen == null ? List.of() : seen).and(Sightings.of(lines));
        seen = new ArrayList<>(all.lines());
    }

    /**
     * The AMIs of a bake that has ended well as a Jenkinsfile gets them: the tree of each, and why it is this one: {@code reused} (true or
     * false) and {@code reason} (why nothing was reused, or why an AMI of another job was; otherwise empty).
     */
    ArrayList<LinkedHashMap<String, Object>> result(List<BakedAmi> amis) {
        ArrayList<LinkedHashMap<String, Object>> trees = new ArrayList<>();
        for (BakedAmi ami : amis) {
            LinkedHashMap<String, Object> tree = ami.tree();
            tree.put("reused", reused);
            tree.put("reason", reason == null ? "" : reason);
            trees.add(tree);
        }
        return trees;
    }

    /** A bake of a build, just begun. */
    static BakeState of(Run<?, ?> run) {
        return new BakeState(TaskIds.next(run.getParent().getName(), run.getNumber()), System.currentTimeMillis());
    }
}
