package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a build keeps of one run of Runway: a deployment, a plan of one, or a destruction. Saved in build.xml. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class DeploymentRecord extends TaskRecord {
    private String action;
    private String environment;
    private String region;
    private ArrayList<String> modules;
    private ArrayList<String> tags;
    private String ami;
    private ArrayList<String> amis;
    private String replacedAmi;
    private ArrayList<StackRecord> stacks;
    private ArrayList<LockRecord> locksReleased;
    private ArrayList<LockRecord> locksLeft;
    private ArrayList<String> unread;

    /** Null unless this is a plan, and made. */
    private PlanRecord plan;

    /** Null unless this is a plan that somebody was asked to approve. */
    private ApprovalRecord approval;

    /** Null unless somebody had it deployed although its environment refuses it. */
    private OverrideRecord override;

    private ArrayList<CheckRecord> checks;
    private String approved;
    private String runwayVersion;

    /** Whether Runway began to do what was asked, and has ended. */
    private boolean runwayDone;

    /** A run of Runway that begins now; the id is its own in its build. */
    public DeploymentRecord(String id, DeployAction action, String environment) {
        this(id, action, environment, System.currentTimeMillis());
    }

    public DeploymentRecord(String id, DeployAction action, String environment, long began) {
        super(id, began);
        this.action = action.word();
        this.environment = environment;
        readResolve();
    }

    @Override
    public DeploymentRecord copy() {
        return (DeploymentRecord) super.copy();
    }

    @Override
    @Exported
    public String getId() {
        return super.getId();
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

    public boolean isPlan() {
        return action.equals(ActionWords.PLAN);
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

    /** Every image that it names, those in values of parameters too, and, once they are read, in its files. */
    public List<String> getAmis() {
        return Collections.unmodifiableList(amis);
    }

    /** The same with the image first. */
    public Set<String> allAmis() {
        Set<String> all = new LinkedHashSet<>();
        if (!ami.isEmpty()) {
            all.add(ami);
        }
        all.addAll(amis);
        return all;
    }

    public void setAmis(Collection<String> amis) {
        this.amis = Storable.storable(amis);
    }

    /** The image that was there before; empty when there was none, nobody knows, or the same stays in place. */
    @Exported
    public String getReplacedAmi() {
        return !action.equals(ActionWords.DESTROY) && replacedAmi.equals(ami) ? "" : replacedAmi;
    }

    /** Whether it was told which image was there before. */
    public boolean knowsReplacedAmi() {
        return !replacedAmi.isEmpty();
    }

    /** The image that was there when it began, be it the same; empty when there was none, or nobody knows. */
    public String foundAmi() {
        return replacedAmi;
    }

    public void setReplacedAmi(String replacedAmi) {
        this.replacedAmi = Storable.storable(replacedAmi);
    }

    /** Each stack in each region, in the order of its first mention. */
    @Exported(inline = true)
    public List<StackRecord> getStacks() {
        return Collections.unmodifiableList(stacks);
    }

    public void setStacks(Collection<StackRecord> stacks) {
        this.stacks = new ArrayList<>(stacks);
    }

    /** CFNgin's locks that it had left and that are released by now. */
    @Exported(inline = true)
    public List<LockRecord> getLocksReleased() {
        return Collections.unmodifiableList(locksReleased);
    }

    /** CFNgin's locks that it took and did not give back. */
    @Exported(inline = true)
    public List<LockRecord> getLocksLeft() {
        return Collections.unmodifiableList(locksLeft);
    }

    public void setLocks(Collection<LockRecord> released, Collection<LockRecord> left) {
        locksReleased = new ArrayList<>(released);
        locksLeft = new ArrayList<>(left);
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

    /** What somebody was asked to approve; null unless this is a plan, and somebody was. */
    @Exported(inline = true)
    public ApprovalRecord getApproval() {
        return approval;
    }

    public void setApproval(ApprovalRecord approval) {
        this.approval = approval;
    }

    /** Who has it deployed although its environment refuses it; null for nobody. */
    @Exported(inline = true)
    public OverrideRecord getOverride() {
        return override;
    }

    public void setOverride(OverrideRecord override) {
        this.override = override;
    }

    /** What was checked of it, such as by a smoke test, in that order. */
    @Exported(inline = true)
    public List<CheckRecord> getChecks() {
        return Collections.unmodifiableList(checks);
    }

    /** The check of a name; null when there is none. */
    public CheckRecord check(String name) {
        return checks.stream()
                .filter(check -> check.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Adds a check, in place of one of the same name. */
    public void addCheck(CheckRecord check) {
        ArrayList<CheckRecord> changed = new ArrayList<>(checks);
        changed.removeIf(other -> other.getName().equals(check.getName()));
        changed.add(check);
        checks = changed;
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

    /** Whether it has ended, and not before Runway began, so that its stacks may have changed. */
    public boolean isRunwayDone() {
        return runwayDone;
    }

    public void setRunwayDone() {
        runwayDone = true;
    }
}
