package io.jenkins.plugins.amibakery.results.page;

import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.AmiSighting;
import io.jenkins.plugins.amibakery.results.history.RebakePlan;
import io.jenkins.plugins.amibakery.results.history.RecipeHealth;
import io.jenkins.plugins.amibakery.results.history.RecipeState;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A recipe of a job as a page and the remote API show it. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class RecipeView {
    /** Problems first; those that never had an AMI last. */
    private static final List<RecipeHealth> URGENCY = List.of(
            RecipeHealth.UNUSABLE, RecipeHealth.FAILING, RecipeHealth.UNCHECKED, RecipeHealth.GOOD, RecipeHealth.NONE);

    /** The bake's own page has all of it. */
    private static final int FAILURE = 100;

    private final Job<?, ?> job;
    private final RecipeState state;
    private final long now;

    /** @param now in milliseconds since 1970 */
    RecipeView(Job<?, ?> job, RecipeState state, long now) {
        this.job = job;
        this.state = state;
        this.now = now;
    }

    @Exported
    public String getRecipe() {
        return state.getRecipe();
    }

    /** Full name of its job. */
    @Exported
    public String getJob() {
        return job.getFullName();
    }

    /** The job's name for people, with the folders it is in. */
    public String getJobDisplayName() {
        return job.getFullDisplayName();
    }

    /** Address of the job's page of AMIs, relative to Jenkins' own. */
    @Exported
    public String getUrl() {
        return job.getUrl() + JobAmisAction.URL + "/";
    }

    /** The same with this recipe alone and its trend. */
    public String getRecipeUrl() {
        return getUrl() + "?recipe=" + URLEncoder.encode(getRecipe(), StandardCharsets.UTF_8);
    }

    /** Its current AMIs, one for each region. */
    @Exported(name = "amis", inline = true)
    public List<AmiSighting> getSeenAmis() {
        return state.getCurrent() == null ? List.of() : state.getCurrent().getAmis();
    }

    public List<AmiSightingView> getAmis() {
        return getSeenAmis().stream()
                .map(ami -> new AmiSightingView(ami, state.getCurrent().getEndpoint(), job))
                .toList();
    }

    /** The bake that made its current AMIs; null when there is none. */
    @Exported
    public String getCurrentBake() {
        return state.getCurrent() == null ? null : state.getCurrent().getBakeId();
    }

    /**
     * When that bake began, such as {@code 2026-11-22T16:22:33Z}; empty when there is none. A bake that reused AMIs does not make them
     * younger.
     */
    @Exported(name = "baked")
    public String getBakedText() {
        return Storable.instant(state.getBaked());
    }

    /** The same in milliseconds since 1970; 0 when there is none. */
    public long getBaked() {
        return state.getBaked();
    }

    /** Whether its current AMIs were baked on an AMI. */
    boolean isOn(String baseAmi) {
        return isBaked() && state.getCurrent().isOn(baseAmi);
    }

    boolean isBaked() {
        return state.getCurrent() != null;
    }

    /** How old its current AMIs are; empty when there are none. */
    public String getAge() {
        return getBaked() == 0 ? "" : Util.getTimeSpanString(Math.max(0, now - getBaked()));
    }

    /** {@code good}, {@code unchecked}, {@code failing}, {@code unusable} or {@code none}. */
    @Exported(name = "health")
    public String getHealthName() {
        return health().name().toLowerCase(Locale.ROOT);
    }

    RecipeHealth health() {
        return RecipeHealth.of(state);
    }

    public StatusView getHealth() {
        OptionalLong blind = blind();
        return blind.isPresent()
                ? StatusView.uncheckedSince(Storable.date(blind.getAsLong()))
                : StatusView.of(health());
    }

    private OptionalLong blind() {
        RecipeHealth health = health();
        boolean rests = health == RecipeHealth.GOOD || health == RecipeHealth.UNCHECKED;
        return rests ? RebakePlan.blindSinceOf(job) : OptionalLong.empty();
    }

    /** Which recipes to look at first: the lower, the sooner. */
    int urgency() {
        return URGENCY.indexOf(blind().isPresent() ? RecipeHealth.UNCHECKED : health());
    }

    /** Why the job is not baked again by itself, in one line; null for nothing. */
    public String getNote() {
        return RebakePlan.noteOf(job);
    }

    /** Which packages of its current AMIs had newer versions when anybody last looked, in one phrase; empty for none. */
    @Exported
    public String getNewerPackages() {
        return state.getCurrent() == null ? "" : state.getCurrent().getNewerPackages();
    }

    /** When that was, such as {@code 2026-11-22T16:22:33Z}; empty when nobody looked. */
    @Exported(name = "packagesAsked")
    public String getPackagesAskedText() {
        return Storable.instant(
                state.getCurrent() == null ? 0 : state.getCurrent().getPackagesAsked());
    }

    /** The same; null when nobody looked. */
    public Date getPackagesAsked() {
        return Storable.date(state.getCurrent() == null ? 0 : state.getCurrent().getPackagesAsked());
    }

    /** How many of its newest bakes failed one after the other. */
    @Exported
    public int getFailures() {
        return state.getFailures();
    }

    /** Why its newest bake failed, shortened; empty when it did not. */
    public String getFailure() {
        return Storable.shortened(state.getLast().getFailure(), FAILURE);
    }

    @Exported
    public String getLastBake() {
        return state.getLast().getBakeId();
    }

    /** {@code success}, {@code failure} or {@code cancelled}. */
    @Exported
    public String getLastOutcome() {
        return state.getLast().getOutcome();
    }

    public StatusView getLast() {
        return StatusView.ofBake(getLastOutcome(), state.getLast().isReused(), false);
    }

    /** When its newest bake began, such as {@code 2026-11-22T16:22:33Z}. */
    @Exported(name = "lastBegan")
    public String getLastBeganText() {
        return Storable.instant(state.getLast().getBegan());
    }

    /** The same in milliseconds since 1970. */
    public long getLastBegan() {
        return state.getLast().getBegan();
    }

    /** How long ago its newest bake began; empty when that is not known. */
    public String getLastAgo() {
        return getLastBegan() == 0
                ? ""
                : Messages.Recipe_ago(Util.getTimeSpanString(Math.max(0, now - getLastBegan())));
    }

    /** When it is looked at next, such as {@code 2026-11-22T16:22:33Z}; empty when it is not planned. */
    @Exported
    public String getNextRebake() {
        return Storable.instant(RebakePlan.nextOf(job).orElse(0));
    }

    /** Null when it is not planned. */
    public Date getNext() {
        return Storable.date(RebakePlan.nextOf(job).orElse(0));
    }

    /** @param text in lower case */
    boolean contains(String text) {
        return Stream.concat(
                        Stream.of(getRecipe(), getJob(), getJobDisplayName()),
                        getSeenAmis().stream().flatMap(ami -> Stream.of(ami.getId(), ami.getName(), ami.getRegion())))
                .anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(text));
    }
}
