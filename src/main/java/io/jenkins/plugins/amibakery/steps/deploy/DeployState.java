package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.steps.task.TaskIds;
import io.jenkins.plugins.amibakery.steps.task.TaskState;
import java.util.ArrayList;

/** How far a deployment has come, beyond what all work has in common. Plain values, and no secret among them. */
final class DeployState extends TaskState {
    private static final long serialVersionUID = 1L;

    /** Which Runway it is; empty until it is known. */
    String runwayVersion = "";

    /** What it works on; empty until it is known. */
    ArrayList<String> things = new ArrayList<>();

    /** What was told of a plan's files before Runway read them; empty unless it is a plan. */
    String files = "";

    /** The image that the stacks named before; empty when nobody knows. */
    String replaced = "";

    /** Whether the approved plan is being made anew, to be compared, and the deployment comes after. */
    boolean approving;

    /** Whether Runway began to do what was asked, so that its stacks may have changed. */
    boolean touched;

    DeployState(String id, long began, boolean approving) {
        super(id, began);
        this.approving = approving;
    }

    /** A deployment of a build, just begun. */
    static DeployState of(Run<?, ?> run, DeployParameters parameters) {
        return new DeployState(
                TaskIds.next(run.getParent().getName(), run.getNumber()),
                System.currentTimeMillis(),
                parameters.approved != null);
    }

    @Override
    protected void leaveQueues() {
        if (stage() == Stage.DONE) {
            DeploymentQueue.all().leave(id());
        }
    }

    /** The control directory's name; each of its programs has one. */
    String controlName() {
        return approving ? id() + "-plan" : id();
    }
}
