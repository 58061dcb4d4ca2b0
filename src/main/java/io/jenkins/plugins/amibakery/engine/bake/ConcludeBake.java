package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.build.Manifests;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.time.Instant;
import java.util.List;

/**
 * The second half of a bake, where packer ran and as whom it ran; see {@link Conclusion}.
 *
 * @param request what was wanted; run in the directory of the place
 * @param packer what packer has told of itself
 * @param lock the part of the lock file
 * @param outcome how packer ended
 * @param facts what its log told
 * @param manifests the files into which it wrote, as they were before
 * @param notBefore a manifest last written before this is another run's; {@link Instant#MIN} takes any
 * @param regions codes of the regions in which it may have left something, the one where it works first
 * @param known what was known before it ran
 * @param seen what was seen while it ran
 * @param bakeKey the key by which its AMIs may be reused; empty for none
 */
public record ConcludeBake(
        BakeRequest request,
        PackerTold packer,
        LockUse lock,
        CommandOutcome outcome,
        PackerFacts facts,
        Manifests manifests,
        Instant notBefore,
        List<String> regions,
        Plan known,
        Sightings seen,
        String bakeKey)
        implements UseCase<BakeReport> {
    public ConcludeBake {
        facts = facts.withoutLines();
        regions = List.copyOf(regions);
    }

    @Override
    public BakeReport run(Workplace place, Cloud cloud) throws InterruptedException {
        return new Conclusion(in(request.in(place.directory())), cloud, Conclusion.Lent.NOTHING).report();
    }

    /** The same after a cancel in the middle of it: no AMI is waited for, and what was made is removed. */
    public ConcludeBake cancelled() {
        return new ConcludeBake(
                request,
                packer,
                lock,
                new CommandOutcome(outcome.exitCode(), outcome.duration(), true),
                facts,
                manifests,
                notBefore,
                regions,
                known,
                seen,
                bakeKey);
    }

    private ConcludeBake in(BakeRequest here) {
        return new ConcludeBake(
                here, packer, lock, outcome, facts, manifests, notBefore, regions, known, seen, bakeKey);
    }
}
