package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.amibakery.config.BakeryPermission;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.record.BakeAnew;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.io.IOException;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jenkins.model.ParameterizedJobMixIn;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** On a job at {@code rebake/}: what has it baked or looked at now, and the log of the trigger. */
@ExportedBean
public final class RebakeAction implements Action, StaplerProxy {
    static final String URL = "rebake";

    private static final int CONFLICT = 409;

    /** One look in vain is no news. */
    private static final int BLIND_LOOKS = 3;

    private final Job<?, ?> job;

    RebakeAction(Job<?, ?> job) {
        this.job = job;
    }

    /** Anyone who may not see the job does not see this. */
    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    /** Bakes as the job is configured, with the default values of its parameters; AMIs are reused where it says so. */
    @RequirePOST
    @Restricted(NoExternalUse.class)
    public HttpResponse doBake() {
        job.checkPermission(BakeryPermission.BAKE);
        return start(new CauseAction(new Cause.UserIdCause()));
    }

    /** The same, but nothing is reused; and a trigger that has stopped goes on. */
    @RequirePOST
    @Restricted(NoExternalUse.class)
    public HttpResponse doNow() throws IOException {
        job.checkPermission(BakeryPermission.BAKE);
        HttpResponse answer = start(new CauseAction(new Cause.UserIdCause()), new BakeAnew());
        RebakeMemory.of(job).good();
        return answer;
    }

    /** Looks as the trigger does, and starts nothing; the answer is in the log. */
    @RequirePOST
    @Restricted(NoExternalUse.class)
    public HttpResponse doCheck() {
        job.checkPermission(BakeryPermission.BAKE);
        RebakeRounds.get().dry(job);
        return HttpResponses.redirectToDot();
    }

    private HttpResponse start(Action... actions) {
        if (ParameterizedJobMixIn.scheduleBuild2(job, 0, actions) == null) {
            throw HttpResponses.errorWithoutStack(CONFLICT, Messages.RebakeAction_refused(job.getFullDisplayName()));
        }
        return HttpResponses.redirectToDot();
    }

    /** Whether who looks gets the buttons. */
    @Restricted(NoExternalUse.class)
    public boolean isButtons() {
        return mayBake(job);
    }

    /** Whether who looks has no other button that builds the job. */
    @Restricted(NoExternalUse.class)
    public boolean isBakeOnly() {
        return mayBake(job) && !job.hasPermission(Item.BUILD);
    }

    /** Whether a look that starts nothing is under way. */
    @Restricted(NoExternalUse.class)
    public boolean isLooking() {
        return RebakeRounds.get().isDry(job);
    }

    static boolean mayBake(Job<?, ?> job) {
        return job.isBuildable() && job.hasPermission(BakeryPermission.BAKE);
    }

    /** Whether the job has anything to do with AMIs. */
    @Restricted(NoExternalUse.class)
    public boolean isShown() {
        return job.hasPermission(Item.READ)
                && (getTrigger() != null || !BakeHistory.of(job).recipes().isEmpty());
    }

    /** Null when the job has none. */
    @Restricted(NoExternalUse.class)
    public RebakeTrigger getTrigger() {
        return RebakeTrigger.of(job);
    }

    /** When the trigger looks next, such as {@code 2026-11-22T16:22:33Z}; empty for never. */
    @Exported(name = "next")
    public String getNextText() {
        Date next = getNext();
        return next == null ? "" : Storable.instant(next.getTime());
    }

    /** The same; null for never. */
    public Date getNext() {
        RebakeTrigger trigger = getTrigger();
        Calendar next = trigger == null ? null : trigger.next();
        return next == null ? null : next.getTime();
    }

    /** Why the trigger starts nothing any more; null when it does. */
    @Exported
    public String getStopped() {
        return stopped(job);
    }

    static String stopped(Job<?, ?> job) {
        RebakeTrigger trigger = RebakeTrigger.of(job);
        int failures = trigger == null ? 0 : RebakeMemory.of(job).failures();
        return trigger != null && trigger.isStopped(failures) ? Messages.RebakeAction_stopped(failures) : null;
    }

    /** Why its looks are of no use; null when they are. */
    @Exported
    public String getBlind() {
        return blind(job);
    }

    /** What is wrong with the trigger, a line each. */
    @Restricted(NoExternalUse.class)
    public List<String> getProblems() {
        return Stream.of(getStopped(), getBlind()).filter(Objects::nonNull).toList();
    }

    static String blind(Job<?, ?> job) {
        RebakeMemory memory = RebakeMemory.of(job);
        int blind = RebakeTrigger.of(job) == null ? 0 : memory.blindLooks();
        return blind < BLIND_LOOKS
                ? null
                : Messages.RebakeAction_blind(blind, memory.looks().get(0).getOutcome());
    }

    /** What the trigger saw lately, the newest first; none for anyone who may not see the job. */
    @Exported(inline = true)
    public List<RebakeCheck> getLooks() {
        return job.hasPermission(Item.READ) ? RebakeMemory.of(job).looks() : List.of();
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The job, as Jenkins' frame for pages of jobs wants it. */
    @Restricted(NoExternalUse.class)
    public Job<?, ?> getObject() {
        return job;
    }

    /** Null, as {@code action.jelly} draws the links. */
    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.RebakeAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
