package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.record.PackageLook;
import io.jenkins.plugins.amibakery.results.record.Persisted;
import io.jenkins.plugins.amibakery.results.record.Status;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The little of a bake that lists need: thousands of them fit into memory. Saved beside the bakes, and made anew of them when it is lost. */
@Restricted(NoExternalUse.class)
public final class BakeRow extends Persisted {
    /** The newest first. */
    static final Comparator<BakeRow> NEWEST_FIRST = Comparator.comparingLong(BakeRow::getBegan)
            .thenComparingInt(BakeRow::getBuild)
            .thenComparing(BakeRow::getBakeId)
            .reversed();

    private static final int LONGEST = 300;

    private String bakeId;
    private String recipe;
    private String template;
    private int build;
    private long began;
    private long ended;
    private String outcome;
    private boolean reused;
    private String failure;
    private String reason;
    private String startedBy;
    private String commit;
    private String keyDigest;
    private String endpoint;
    private int packageCount;
    private String newerPackages;
    private long packagesAsked;
    private ArrayList<String> baseAmis;
    private ArrayList<AmiSighting> amis;

    BakeRow(BakeEntry entry) {
        bakeId = entry.getBakeId();
        recipe = entry.getRecipe();
        template = entry.getTemplate();
        build = entry.getBuild();
        began = entry.getBegan();
        ended = entry.getEnded();
        outcome = entry.getOutcome();
        reused = entry.getOrigin().isReused();
        failure = Storable.shortened(entry.getFailure(), LONGEST);
        reason = Storable.shortened(entry.getOrigin().getReason(), LONGEST);
        startedBy = Storable.shortened(entry.getStartedBy(), LONGEST);
        commit = entry.getCommit();
        keyDigest = entry.getOrigin().getKeyDigest();
        endpoint = entry.getEndpoint();
        packageCount = entry.getPackageCount();
        PackageLook look = entry.getPackageLook();
        newerPackages = look == null ? "" : look.getSaid();
        packagesAsked = look == null ? 0 : look.getAsked();
        baseAmis = new ArrayList<>();
        entry.getOrigin().getBases().forEach(base -> baseAmis.add(base.getAmiId()));
        amis = new ArrayList<>(entry.getAmis());
    }

    public String getBakeId() {
        return bakeId;
    }

    /** Whether it was baked on an AMI. */
    public boolean isOn(String baseAmi) {
        return baseAmis.contains(baseAmi);
    }

    public String getRecipe() {
        return recipe;
    }

    public int getBuild() {
        return build;
    }

    /** When it began, in milliseconds since 1970. */
    public long getBegan() {
        return began;
    }

    /** When it ended, in milliseconds since 1970; 0 when it did not say. */
    public long getEnded() {
        return ended;
    }

    public String getOutcome() {
        return outcome;
    }

    public boolean isReused() {
        return reused;
    }

    /** Shortened; empty for a success. */
    public String getFailure() {
        return failure;
    }

    /** Empty when it was not computed. */
    public String getKeyDigest() {
        return keyDigest;
    }

    /** The address of a test cloud in which it baked; empty for AWS. */
    public String getEndpoint() {
        return endpoint;
    }

    /** 0 when they are not known. */
    public int getPackageCount() {
        return packageCount;
    }

    /** Which packages of its AMIs had newer versions when anybody last looked, in one phrase; empty for none. */
    public String getNewerPackages() {
        return newerPackages;
    }

    /** When that was, in milliseconds since 1970; 0 for never. */
    public long getPackagesAsked() {
        return packagesAsked;
    }

    public List<AmiSighting> getAmis() {
        return Collections.unmodifiableList(amis);
    }

    public boolean has(String amiId) {
        return amis.stream().anyMatch(ami -> ami.getId().equals(amiId));
    }

    /** Whether it ended well and has AMIs. */
    public boolean isGood() {
        return outcome.equals(Status.SUCCESS) && !amis.isEmpty();
    }

    /** Whether it has all AMIs of another bake, too. */
    boolean hasAmisOf(BakeRow other) {
        Set<String> ids = amis.stream().map(AmiSighting::getId).collect(Collectors.toSet());
        return other.amis.stream().allMatch(ami -> ids.contains(ami.getId()));
    }

    boolean isFailure() {
        return outcome.equals(Status.FAILURE);
    }

    /** @param text in lower case */
    boolean contains(String text) {
        Stream<String> own =
                Stream.of(bakeId, recipe, template, "#" + build, failure, reason, startedBy, commit, keyDigest);
        Stream<String> ofAmis = amis.stream().flatMap(ami -> Stream.of(ami.getId(), ami.getName(), ami.getRegion()));
        return Stream.of(own, ofAmis, baseAmis.stream())
                .flatMap(texts -> texts)
                .anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(text));
    }
}
