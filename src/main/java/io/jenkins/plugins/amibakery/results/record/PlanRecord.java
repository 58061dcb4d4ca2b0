package io.jenkins.plugins.amibakery.results.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a deployment would change, and the digest by which just that is approved. Saved in build.xml; never changed once made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class PlanRecord extends Persisted {
    private String digest;
    private boolean first;
    private ArrayList<String> gaps;
    private ArrayList<StackChangeRecord> stacks;
    private ArrayList<PlanTextRecord> texts;

    private ArrayList<String> newest;
    private boolean searched;

    /**
     * @param digest what can be approved
     * @param gaps why the plan is not whole, a line each; empty for a whole one
     * @param first whether nothing of what it plans was there yet
     * @param stacks what changes, stack by stack
     * @param texts the plan itself, region by region
     */
    public PlanRecord(
            String digest,
            Collection<String> gaps,
            boolean first,
            Collection<StackChangeRecord> stacks,
            Collection<PlanTextRecord> texts) {
        this.digest = digest;
        this.first = first;
        this.stacks = new ArrayList<>(stacks);
        this.gaps = new ArrayList<>(gaps);
        this.texts = new ArrayList<>(texts);
        readResolve();
    }

    public PlanRecord withoutTexts() {
        PlanRecord brief = new PlanRecord(digest, gaps, first, List.of(), List.of());
        return searched ? brief.taking(newest) : brief;
    }

    /**
     * The same with where its files take whatever is newest when it is deployed.
     *
     * @param places a line each; empty for none
     */
    public PlanRecord taking(Collection<String> places) {
        PlanRecord copy = new PlanRecord(digest, gaps, first, stacks, texts);
        copy.newest = Storable.storable(places);
        copy.searched = true;
        return copy;
    }

    /** Whether anybody has looked where its files take whatever is newest. */
    public boolean isSearched() {
        return searched;
    }

    /** Where its files take whatever is newest when it is deployed, a line each. */
    @Exported
    public List<String> getNewest() {
        return Collections.unmodifiableList(newest);
    }

    @Exported
    public String getDigest() {
        return digest;
    }

    /** Whether it tells all that would change; only such a plan can be approved. */
    @Exported
    public boolean isWhole() {
        return gaps.isEmpty() && !digest.isEmpty();
    }

    /** Why it is not whole, a line each. */
    @Exported
    public List<String> getGaps() {
        return Collections.unmodifiableList(gaps);
    }

    /** Whether nothing of what it plans was there yet. */
    @Exported
    public boolean isFirst() {
        return first;
    }

    /** What changes, stack by stack, as far as the plan came. */
    @Exported(inline = true)
    public List<StackChangeRecord> getStacks() {
        return Collections.unmodifiableList(stacks);
    }

    @Exported(inline = true)
    public List<PlanTextRecord> getTexts() {
        return Collections.unmodifiableList(texts);
    }
}
