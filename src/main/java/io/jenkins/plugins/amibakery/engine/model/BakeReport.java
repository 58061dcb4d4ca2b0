package io.jenkins.plugins.amibakery.engine.model;

import java.time.Duration;
import java.util.List;

/**
 * What came of a bake.
 *
 * @param bakeId the id of the bake, on every AMI as tag {@link Tags#BAKE_ID}
 * @param outcome how it ended
 * @param packerVersion the packer that baked, such as {@code 1.6.6}; empty when it never ran
 * @param amis every AMI that exists, also of a bake that failed in part
 * @param failures why it is no success; empty exactly when it is one
 * @param phases how long each phase of each packer build took
 * @param leftovers what a dead bake left and what became of it
 * @param duration of the whole bake
 */
public record BakeReport(
        String bakeId,
        BakeOutcome outcome,
        String packerVersion,
        List<BakedAmi> amis,
        List<Failure> failures,
        List<PhaseTime> phases,
        List<Leftover> leftovers,
        Duration duration) {
    public BakeReport {
        amis = List.copyOf(amis);
        failures = List.copyOf(failures);
        phases = List.copyOf(phases);
        leftovers = List.copyOf(leftovers);
        if ((outcome == BakeOutcome.SUCCESS) != failures.isEmpty()) {
            throw new IllegalArgumentException("A bake is a success exactly when nothing failed: " + outcome + ", "
                    + failures.size() + " failure(s).");
        }
    }
}
