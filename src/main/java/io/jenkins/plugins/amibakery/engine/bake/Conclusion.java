package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.build.PackerBuild;
import io.jenkins.plugins.amibakery.engine.build.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.lockfile.BakeLock;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.LockUpdate;
import io.jenkins.plugins.amibakery.engine.model.PackerProvenance;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.ProvenanceFiles;
import io.jenkins.plugins.amibakery.engine.packer.WrittenAmis;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What comes after packer's end, the same at a terminal and in Jenkins: which AMIs are the bake's own, whether they are as the lock says,
 * that each is available and carries its lineage, what is written into the lock, what the images hold; and of a bake that failed or was
 * cancelled what it left is removed. May be repeated from its start after any interruption. For one thread.
 */
public final class Conclusion {
    /** What a front end lends where the two differ; an agent, on whose behalf a controller speaks, lends nothing. */
    public interface Lent {
        /** Nothing. */
        Lent NOTHING = new Lent() {};

        /** What was seen while packer ran; asked only where it matters. */
        default Sightings seen(Sightings told) throws InterruptedException {
            return told;
        }

        /** The key of the bake once packer has used what it was computed of; empty for none. Asked only of a bake that went well. */
        default String key(PackerFacts facts, String told) throws InterruptedException {
            return told;
        }

        /** Signs the AMIs where the private key is at hand. */
        default List<BakedAmi> signed(ImageCatalog images, List<BakedAmi> amis) {
            return amis;
        }

        /** Told what is done at the moment. */
        default void says(String line) {}
    }

    private static final int MOST_NOTES = 100;

    private final ConcludeBake bake;
    private final Cloud cloud;
    private final Lent lent;
    private final BakeLock lock;
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** @param bake with the directory where packer ran */
    public Conclusion(ConcludeBake bake, Cloud cloud, Lent lent) {
        this.bake = bake;
        this.cloud = cloud;
        this.lent = lent;
        this.lock = new BakeLock(bake.lock(), bake.request());
    }

    /** Concludes; to be asked once. */
    public BakeReport report() throws InterruptedException {
        PackerVerdict said = PackerBuild.conclude(bake.request(), bake.outcome(), bake.facts(), own());
        PackerVerdict verdict = lock.judge(said, bake.facts().sourceAmis(), region());
        failures.addAll(verdict.failures());
        List<BakedAmi> amis = verdict.cancelled() ? List.of() : finished(verdict);
        bake.facts().openToAll().stream().limit(MOST_NOTES).forEach(this::openToAll);
        LockUpdate update = null;
        if (failures.isEmpty()) {
            bake.facts().withoutAmi().entrySet().stream().limit(MOST_NOTES).forEach(this::withoutAmi);
            amis = lent.signed(cloud.images(), amis);
            update = written(amis).orElse(null);
        }
        List<PackerProvenance> provenance = failures.isEmpty() ? provenance(amis) : List.of();
        Map<String, String> packages = failures.isEmpty() ? packages() : Map.of();
        List<Leftover> left = failures.isEmpty()
                ? List.of()
                : swept(traces().keeping(amis).keeping(verdict.unjudged()), everywhere(said));
        return new BakeReport(
                bake.request().bakeId(),
                BakeOutcome.of(failures),
                bake.packer().version().toString(),
                amis,
                failures,
                bake.facts().phases(),
                left,
                bake.outcome().duration(),
                update,
                packages,
                notes,
                failures.isEmpty() ? images() : Map.of(),
                provenance);
    }

    /** Where the template is gone by now, it is not known where packer wrote it. */
    private List<PackerProvenance> provenance(List<BakedAmi> amis) {
        BakeRequest request = bake.request();
        List<Path> places;
        try {
            places = PackerTemplate.read(request.template(), request.directory())
                    .provenanceDirectories(request.directory(), request.variables());
        } catch (BakeFailedException e) {
            return List.of();
        }
        List<PackerProvenance> found = ProvenanceFiles.of(places, amis, notes::add);
        found.forEach(one -> notes.add("Packer's own provenance " + one.file() + " is not checked by AMI Bakery."));
        return found;
    }

    private void openToAll(String build) {
        notes.add("Warning: packer opened the port of " + build
                + "'s build instance to the whole Internet. Declare the variable "
                + SourceCidrs.VARIABLE
                + " in the template and use it as temporary_security_group_source_cidrs: then only"
                + " the machine that bakes gets in.");
    }

    private void withoutAmi(Map.Entry<String, String> build) {
        String made = build.getValue();
        String what = made.isEmpty() ? ", as the template requests (skip_create_ami)." : ": " + made + ".";
        notes.add("The build " + build.getKey() + " made no AMI" + what);
    }

    private Optional<Region> region() {
        return bake.regions().stream().findFirst().map(Region::new);
    }

    private BakeTraces traces() throws InterruptedException {
        return BakeTraces.of(bake.request().bakeId(), bake.known(), bake.facts(), lent.seen(bake.seen()), List.of());
    }

    /** What the manifests tell of this very packer; one that cannot be read is said aloud, and the log has to do. */
    private WrittenAmis own() throws InterruptedException {
        WrittenAmis written = bake.manifests().written(bake.notBefore());
        written.broken().forEach(failure -> lent.says(failure.line()));
        return OwnResults.areClear(bake.facts(), written)
                ? OwnResults.named(bake.facts(), written)
                : new OwnResults(cloud.leftovers()).of(bake.facts(), written, traces());
    }

    private List<BakedAmi> finished(PackerVerdict verdict) throws InterruptedException {
        String key = verdict.amis().isEmpty() || !failures.isEmpty() ? "" : lent.key(bake.facts(), bake.bakeKey());
        Map<String, String> tags = key.isEmpty() ? Map.of() : Map.of(Tags.BAKE_KEY, key);
        Finish.Result result = new Finish(cloud.images())
                .finish(bake.request(), verdict, bake.facts().sourceAmis(), tags);
        failures.addAll(result.failures());
        return result.amis();
    }

    private Optional<LockUpdate> written(List<BakedAmi> amis) {
        Set<Region> regions = new LinkedHashSet<>();
        region().ifPresent(regions::add);
        amis.forEach(ami -> regions.add(ami.region()));
        try {
            return lock.write(bake.packer(), bake.facts().sourceAmis(), regions, cloud.images());
        } catch (BakeFailedException e) {
            failures.add(e.failure());
        } catch (IOException e) {
            failures.add(Failure.of(FailureCause.LOCK_BROKEN, "The lock file could not be written: " + e));
        }
        return Optional.empty();
    }

    /** What is not known of an image is no reason for its bake to fail. */
    private Map<String, String> packages() {
        try {
            return lock.packages();
        } catch (IOException e) {
            notes.add("The job's history lacks the packages of this bake: " + e.getMessage() + ".");
            return Map.of();
        }
    }

    /** Without it a later bake cannot tell whether packages have newer versions. */
    private Map<String, ImageRecord> images() {
        try {
            return lock.images();
        } catch (IOException e) {
            lent.says(e.getMessage() + "; whether packages have newer versions will not be known");
            return Map.of();
        }
    }

    /** Everywhere that something of it may be. */
    private Set<Region> everywhere(PackerVerdict said) {
        Set<Region> all = new TreeSet<>(said.byRegion().keySet());
        all.addAll(bake.facts().copyRegions());
        all.addAll(bake.known().copyRegions(bake.facts()));
        bake.regions().forEach(code -> all.add(new Region(code)));
        return all;
    }

    private List<Leftover> swept(BakeTraces traces, Set<Region> regions) throws InterruptedException {
        if (traces.leadAnywhere()) {
            lent.says("looking for leftovers");
        }
        return new Sweep(cloud.leftovers()).sweep(traces, regions);
    }
}
