package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.LockChange;
import io.jenkins.plugins.amibakery.engine.model.LockUpdate;
import io.jenkins.plugins.amibakery.engine.model.PackerProvenance;
import java.util.List;
import java.util.stream.Stream;

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
                notes(report, masker),
                report.images(),
                report.provenance().stream()
                        .filter(one -> !isSecret(one, masker))
                        .toList());
    }

    private static List<String> notes(BakeReport report, Masker masker) {
        return Stream.concat(
                        report.notes().stream().map(masker::mask),
                        report.provenance().stream()
                                .filter(one -> isSecret(one, masker))
                                .map(one ->
                                        "Packer's own provenance holds a secret, so it is neither kept nor attested."))
                .toList();
    }

    /** Another text would have another digest. */
    private static boolean isSecret(PackerProvenance one, Masker masker) {
        return !masker.mask(one.text() + one.file()).equals(one.text() + one.file());
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
