package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Api;
import hudson.model.Job;
import hudson.model.ModelObject;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.DeploymentFacts;
import io.jenkins.plugins.amibakery.results.history.DeploymentIndex;
import io.jenkins.plugins.amibakery.results.history.JobDeployments;
import io.jenkins.plugins.amibakery.results.history.Slice;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One page of what a job deployed, newest first; the first page tells what is in each environment now, too. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class DeploymentsPage implements ModelObject {
    static final int LENGTH = 20;

    private final Job<?, ?> job;
    private final int number;
    private final int pages;
    private final int total;
    private final List<DeploymentEntry> deployments;
    private final List<EnvironmentView> environments;

    private DeploymentsPage(Job<?, ?> job, Slice<DeploymentFacts> slice, DeploymentIndex index) {
        this.job = job;
        number = slice.page();
        pages = slice.pages();
        total = index.deployments().size();
        deployments = slice.items().stream()
                .map(facts -> new DeploymentEntry(facts, job, false))
                .toList();
        environments = number > 1
                ? List.of()
                : index.environments().stream()
                        .map(state -> new EnvironmentView(state, job, index))
                        .toList();
    }

    /** @return null when there is no page of this number */
    static DeploymentsPage of(Job<?, ?> job, int number) {
        DeploymentIndex index = JobDeployments.index(job);
        Slice<DeploymentFacts> slice = Slice.of(index.deployments(), LENGTH, number);
        return slice.page() == number ? new DeploymentsPage(job, slice, index) : null;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The job, as Jenkins' frame for pages of jobs wants it. */
    public Job<?, ?> getObject() {
        return job;
    }

    public String getTitle() {
        return Messages.DeploymentsAction_displayName();
    }

    @Override
    public String getDisplayName() {
        return number == 1 ? getTitle() : Messages.Deployments_page(Integer.toString(number));
    }

    /** What is in each environment, as far as this job's deployments tell; on the first page only. */
    @Exported(inline = true)
    public List<EnvironmentView> getEnvironments() {
        return environments;
    }

    /** Newest first. */
    @Exported(inline = true)
    public List<DeploymentEntry> getDeployments() {
        return deployments;
    }

    /** Of all deployments of the job's builds. */
    @Exported
    public int getTotal() {
        return total;
    }

    /** From 1. */
    @Exported
    public int getNumber() {
        return number;
    }

    @Exported
    public int getPages() {
        return pages;
    }

    /** Such as {@code 21 to 40 of 52}. */
    public String getRange() {
        int first = (number - 1) * LENGTH + 1;
        return Messages.Deployments_range(
                Integer.toString(first), Integer.toString(first + deployments.size() - 1), Integer.toString(total));
    }

    /** Under the job; null on the first page. */
    public String getNewer() {
        return number == 1 ? null : address(number - 1);
    }

    /** Under the job; null on the last page. */
    public String getOlder() {
        return number >= pages ? null : address(number + 1);
    }

    private static String address(int page) {
        return page == 1 ? "deployments/" : "deployments/page/" + page + "/";
    }
}
