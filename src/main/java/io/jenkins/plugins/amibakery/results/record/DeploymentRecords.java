package io.jenkins.plugins.amibakery.results.record;

import java.util.ArrayList;

/** The deployments of one build. Saved in build.xml. */
public final class DeploymentRecords extends RecordList<DeploymentRecord> {
    private volatile ArrayList<DeploymentRecord> deployments;

    public DeploymentRecords() {
        deployments = new ArrayList<>();
    }

    @Override
    ArrayList<DeploymentRecord> list() {
        return deployments;
    }

    @Override
    void list(ArrayList<DeploymentRecord> changed) {
        deployments = changed;
    }

    @Override
    String id(DeploymentRecord deployment) {
        return deployment.getId();
    }

    @Override
    DeploymentRecord copy(DeploymentRecord deployment) {
        return deployment.copy();
    }

    @Override
    boolean isOver(DeploymentRecord deployment) {
        return !deployment.getStatus().equals(Status.RUNNING);
    }

    private Object readResolve() {
        deployments = Storable.withoutNulls(deployments);
        return this;
    }
}
