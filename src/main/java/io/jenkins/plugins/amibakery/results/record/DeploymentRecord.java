package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.results.page.DeploymentsAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a build keeps of one run of Runway: a deployment, a plan of one, or a destruction. Saved in build.xml.
 *
 * <p>A step changes its record only inside {@link DeploymentsAction#update}, on a copy; what is in the action stays as it is. Texts that are
 * not known are empty, never null.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class DeploymentRecord implements Cloneable {
    private String id;
    private String action;
    private String environment;
    private String region;
    private ArrayList<String> modules;
    private ArrayList<String> tags;
    private String ami;
    private String replacedAmi;
    private String status;
    private ArrayList<StackRecord> stacks;
    private ArrayList<String> failures;
    private ArrayList<String> locksLeft;
    private ArrayList<String> unread;

    /** Null unless this is a plan, and made. */
    private PlanRecord plan;

    private String approved;
    private String runwayVersion;
    private String bakeryVersion;
    private String commit;
    private String startedBy;
    private String endpoint;

    private long started;

    /** 0 while it runs. */
    private long ended;

    /** A run of Runway that begins now; the id is its own in its build. */
    public DeploymentRecord(String id, DeployAction action, String environment) {
        this(id, action, environment, System.currentTimeMillis());
    }

    public DeploymentRecord(String id, DeployAction action, String environment, long started) {
        this.id = id;
        this.action = action.word();
        this.environment = environment;
        this.started = started;
        bakeryVersion = DeploymentRecord.class.getPackage().getImplementationVersion();
        status = Status.RUNNING;
        readResolve();
    }

    public DeploymentRecord copy() {
        try {
            return (DeploymentRecord) ((DeploymentRecord) clone()).readResolve();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("It is cloneable.", e);
        }
    }

    @Exported
    public String getId() {
        return id;
    }

    /** Runway's word for it: {@code deploy}, {@code plan}, {@code destroy} or {@code init}. */
    @Exported
    public String getAction() {
        return action;
    }

    @Exported
    public String getEnvironment() {
        return environment;
    }

    /** The one region that was asked for; empty for all regions of the deployment. */
    @Exported
    public String getRegion() {
        return region;
    }

    /** The modules that were asked for; empty for all. */
    @Exported
    public List<String> getModules() {
        return Collections.unmodifiableList(modules);
    }

    /** The tags that were asked for; empty for all modules. */
    @Exported
    public List<String> getTags() {
        return Collections.unmodifiableList(tags);
    }

    /**
     * What part of the environment was asked for.
     *
     * @param region one region's code; empty or null for all of the deployment
     * @param modules empty for all
     * @param tags empty for all
     */
    public void setSelection(String region, Collection<String> modules, Collection<String> tags) {
        this.region = Storable.storable(region);
        this.modules = Storable.storable(modules);
        this.tags = Storable.storable(tags);
    }

    /** The image that is deployed; empty when none was named. */
    @Exported
    public String getAmi() {
        return ami;
    }

    public void setAmi(String ami) {
        this.ami = Storable.storable(ami);
    }

    /** The image that was there before; empty when there was none, nobody knows, or the very same stays in place. */
    @Exported
    public String getReplacedAmi() {
        return !action.equals(ActionWords.DESTROY) && replacedAmi.equals(ami) ? "" : replacedAmi;
    }

    /** Whether it was told which image was there before. */
    public boolean knowsReplacedAmi() {
        return !replacedAmi.isEmpty();
    }

    public void setReplacedAmi(String replacedAmi) {
        this.replacedAmi = Storable.storable(replacedAmi);
    }

    /** {@code RUNNING}, {@code SUCCESS}, {@code FAILURE} or {@code CANCELLED}. */
    @Exported
    public String getStatus() {
        return status;
    }

    /** Each stack in each region, in the order of its first mention. */
    @Exported(inline = true)
    public List<StackRecord> getStacks() {
        return Collections.unmodifiableList(stacks);
    }

    public void setStacks(Collection<StackRecord> stacks) {
        this.stacks = new ArrayList<>(stacks);
    }

    /** Why it is no success, a line each. */
    @Exported
    public List<String> getFailures() {
        return Collections.unmodifiableList(failures);
    }

    /** CFNgin's locks that it took and did not give back, a line each: what, and how it is released. */
    @Exported
    public List<String> getLocksLeft() {
        return Collections.unmodifiableList(locksLeft);
    }

    public void setLocksLeft(Collection<String> locksLeft) {
        this.locksLeft = Storable.storable(locksLeft);
    }

    /** Modules whose outcome is not read, being of another kind than CloudFormation, a line each. */
    @Exported
    public List<String> getUnread() {
        return Collections.unmodifiableList(unread);
    }

    public void setUnread(Collection<String> unread) {
        this.unread = Storable.storable(unread);
    }

    /** The plan that was made; null unless this is a plan, and made. */
    @Exported(inline = true)
    public PlanRecord getPlan() {
        return plan;
    }

    public void setPlan(PlanRecord plan) {
        this.plan = plan;
    }

    /** The digest of the plan this was to follow exactly; empty when nobody asked for that. */
    @Exported
    public String getApproved() {
        return approved;
    }

    public void setApproved(String approved) {
        this.approved = Storable.storable(approved);
    }

    /** Such as {@code 2.6.0}. */
    @Exported
    public String getRunwayVersion() {
        return runwayVersion;
    }

    public void setRunwayVersion(String runwayVersion) {
        this.runwayVersion = Storable.storable(runwayVersion);
    }

    /** The version of AMI Bakery that deployed; empty when its jar does not say. */
    @Exported
    public String getBakeryVersion() {
        return bakeryVersion;
    }

    @Exported
    public String getCommit() {
        return commit;
    }

    public void setCommit(String commit) {
        this.commit = Storable.storable(commit);
    }

    /** Who or what started the build, in Jenkins' words. */
    @Exported
    public String getStartedBy() {
        return startedBy;
    }

    public void setStartedBy(String startedBy) {
        this.startedBy = Storable.storable(startedBy);
    }

    /** The address of a test cloud; empty for AWS. */
    @Exported
    public String getEndpoint() {
        return endpoint;
    }

    public void setEndpoint(String endpoint) {
        this.endpoint = Storable.storable(endpoint);
    }

    /** When it began, in milliseconds since 1970. */
    @Exported
    public long getStarted() {
        return started;
    }

    /** When it ended, in milliseconds since 1970; 0 while it runs. */
    @Exported
    public long getEnded() {
        return ended;
    }

    /** How long it took, in milliseconds; -1 while it runs. */
    @Exported
    public long getDurationMillis() {
        return ended == 0 ? -1 : ended - started;
    }

    /** It ended: a success exactly when no line says why not; {@code cancelled} when it was stopped on request. */
    public void ended(Collection<String> why, boolean cancelled) {
        ended(why, cancelled, System.currentTimeMillis());
    }

    void ended(Collection<String> why, boolean cancelled, long when) {
        failures = Storable.storable(why);
        ended = when;
        status = Status.ended(failures, cancelled);
    }

    /** What an older version saved may lack what it did not know yet; a copy gets lists of its own. */
    private Object readResolve() {
        id = Storable.storable(id);
        action = Storable.storable(action);
        environment = Storable.storable(environment);
        region = Storable.storable(region);
        modules = Storable.storable(modules);
        tags = Storable.storable(tags);
        ami = Storable.storable(ami);
        replacedAmi = Storable.storable(replacedAmi);
        status = Storable.storable(status);
        stacks = Storable.withoutNulls(stacks);
        failures = Storable.storable(failures);
        locksLeft = Storable.storable(locksLeft);
        unread = Storable.storable(unread);
        approved = Storable.storable(approved);
        runwayVersion = Storable.storable(runwayVersion);
        bakeryVersion = Storable.storable(bakeryVersion);
        commit = Storable.storable(commit);
        startedBy = Storable.storable(startedBy);
        endpoint = Storable.storable(endpoint);
        return this;
    }
}
