package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.LockChange;
import io.jenkins.plugins.amibakery.engine.model.LockUpdate;

/** A template may put a secret into a name or a tag; then AWS shows it, but no report and no page of ours. */
public final class Masked {
    private Masked() {}

    /** A report without secrets. */
    public static BakeReport report(BakeReport report, Masker masker) {
        return new BakeReport(
                report.bakeId(),
                report.outcome(),
                report.packerVersion(),
                report.amis().stream().map(ami -> ami(ami, masker)).toList(),
                report.failures().stream()
                        .map(failure -> new Failure(
                                masker.mask(failure.where()), failure.cause(), masker.mask(failure.detail())))
                        .toList(),
                report.phases(),
                report.leftovers(),
                report.duration(),
                report.lock() == null ? null : lock(report.lock(), masker),
                report.packages(),
                report.notes().stream().map(masker::mask).toList(),
                report.images());
    }

    private static LockUpdate lock(LockUpdate lock, Masker masker) {
        return new LockUpdate(
                lock.file(),
                lock.isNew(),
                lock.changes().stream()
                        .map(change -> new LockChange(
                                masker.mask(change.subject()), masker.mask(change.was()), masker.mask(change.now())))
                        .toList(),
                lock.unlocked());
    }

    /** An AMI whose name, tags and state tell no secret. */
    public static BakedAmi ami(BakedAmi baked, Masker masker) {
        return baked.described()
                .map(ami -> baked.describedAs(ami.reworded(masker::mask)))
                .orElse(baked);
    }
}
