package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.record.Persisted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a job's builds deployed, so that no page has to load those builds. Saved with the job; never changed once made. Builds may be told of in any
 * order and again: each deployment is there once. Of a deleted build only that stays which tells what is in an environment now.
 */
public final class DeploymentIndex extends Persisted {
    private static final Comparator<DeploymentFacts> NEWEST_FIRST = Comparator.<DeploymentFacts>comparingLong(
                    facts -> facts.record().getBegan())
            .thenComparingInt(DeploymentFacts::build)
            .reversed();

    /** Newest first. */
    private ArrayList<DeploymentFacts> deployments;

    private ArrayList<DeploymentFacts> ofDeletedBuilds;

    /** Without any deployment. */
    public DeploymentIndex() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    private DeploymentIndex(ArrayList<DeploymentFacts> deployments, ArrayList<DeploymentFacts> ofDeletedBuilds) {
        this.deployments = deployments;
        this.ofDeletedBuilds = ofDeletedBuilds;
    }

    /** With a deployment, in place of what was known of it; this very index when that is no news. */
    DeploymentIndex with(DeploymentFacts facts) {
        if (deployments.stream().anyMatch(facts::says)) {
            return this;
        }
        ArrayList<DeploymentFacts> changed = new ArrayList<>(deployments);
        changed.removeIf(other -> other.isOf(facts.build(), facts.record().getId()));
        changed.add(facts);
        changed.sort(NEWEST_FIRST);
        return new DeploymentIndex(changed, ofDeletedBuilds).withoutSuperseded();
    }

    /** After a build was deleted; this very index when it knows nothing of that. */
    DeploymentIndex without(int build) {
        ArrayList<DeploymentFacts> kept = new ArrayList<>(deployments);
        if (!kept.removeIf(facts -> facts.build() == build)) {
            return this;
        }
        ArrayList<DeploymentFacts> deleted = new ArrayList<>(ofDeletedBuilds);
        deployments.stream().filter(facts -> facts.build() == build).forEach(deleted::add);
        return new DeploymentIndex(kept, deleted).withoutSuperseded();
    }

    private DeploymentIndex withoutSuperseded() {
        if (ofDeletedBuilds.isEmpty()) {
            return this;
        }
        Set<DeploymentFacts> needed =
                environments().stream().flatMap(EnvironmentState::needed).collect(Collectors.toSet());
        ArrayList<DeploymentFacts> kept = new ArrayList<>(ofDeletedBuilds);
        kept.removeIf(facts -> !needed.contains(facts));
        return new DeploymentIndex(deployments, kept);
    }

    public boolean isEmpty() {
        return deployments.isEmpty() && ofDeletedBuilds.isEmpty();
    }

    /** Those of builds that are there, newest first. */
    public List<DeploymentFacts> deployments() {
        return Collections.unmodifiableList(deployments);
    }

    public boolean isOfDeletedBuild(DeploymentFacts facts) {
        return ofDeletedBuilds.contains(facts);
    }

    /** What is in each environment, in the order in which they were first deployed to, as far as that is known. */
    public List<EnvironmentState> environments() {
        List<DeploymentFacts> all = new ArrayList<>(deployments);
        all.addAll(ofDeletedBuilds);
        return EnvironmentState.after(all);
    }

    /** The AMI in an environment, or in one region of it; empty when none is there, none is known, or there are several. */
    public String ami(String environment, String region) {
        List<String> amis = environments().stream()
                .filter(state -> state.isOf(environment, region))
                .map(EnvironmentState::ami)
                .distinct()
                .toList();
        return amis.size() == 1 ? amis.get(0) : "";
    }

    @Override
    protected Object readResolve() {
        super.readResolve();
        deployments.removeIf(facts -> !facts.isWhole());
        ofDeletedBuilds.removeIf(facts -> !facts.isWhole());
        return this;
    }
}
