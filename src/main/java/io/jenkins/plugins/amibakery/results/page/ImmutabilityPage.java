package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ModelObject;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.AmiBake;
import io.jenkins.plugins.amibakery.results.history.JobProofs;
import io.jenkins.plugins.amibakery.results.record.ProofRecord;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The newest proofs of each pair of environments, of all jobs that the user who asks may see, at {@code ami-bakery/immutability/}. It reads
 * what jobs keep, and asks nobody.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class ImmutabilityPage implements ModelObject, StaplerProxy {
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getDisplayName() {
        return Messages.Proofs_displayName();
    }

    /** The worst first, then by name. */
    @Exported(inline = true)
    public List<ProvedEnvironment> getEnvironments() {
        Map<String, ProvedEnvironment> newest = new LinkedHashMap<>();
        AmiBake.jobs()
                .filter(job -> job.hasPermission(Item.READ))
                .forEach(job -> JobProofs.of(job).forEach(record -> add(newest, job, record)));
        return newest.values().stream()
                .sorted(Comparator.comparing(
                                (ProvedEnvironment one) -> one.getProofs().verdict())
                        .reversed()
                        .thenComparing(ProvedEnvironment::getDisplayName))
                .toList();
    }

    private static void add(Map<String, ProvedEnvironment> newest, Job<?, ?> job, ProofRecord record) {
        ProvedEnvironment one = new ProvedEnvironment(job, record);
        newest.merge(
                one.getId(),
                one,
                (before, now) -> now.getProofs().getBegan() > before.getProofs().getBegan() ? now : before);
    }

    /** The proofs of two environments at {@code ID/}; null when there are none such. */
    public ProvedEnvironment getDynamic(String id) {
        return getEnvironments().stream()
                .filter(one -> one.getId().equals(id))
                .findFirst()
                .orElse(null);
    }
}
