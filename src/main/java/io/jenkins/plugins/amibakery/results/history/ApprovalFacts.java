package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.PackageChange;
import io.jenkins.plugins.amibakery.results.record.PackageLine;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a plan's AMI is, what the one is that it would replace, and what differs between their images. */
public final class ApprovalFacts {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    private static final String NOT_KNOWN = "not known";
    private static final String NO_BAKE = "its bake is not known";

    private final Optional<AmiBake> now;
    private final Optional<AmiBake> before;
    private final Optional<AmiDifference> difference;

    private ApprovalFacts(Optional<AmiBake> now, Optional<AmiBake> before) {
        this.now = now;
        this.before = before;
        difference = now.flatMap(newer -> before.map(newer::since));
    }

    /** @param bakes finds the bake of an AMI among those that whoever is told may see */
    public static ApprovalFacts of(DeploymentRecord plan, Function<String, Optional<AmiBake>> bakes) {
        return new ApprovalFacts(bakes.apply(plan.getAmi()), bakes.apply(plan.getReplacedAmi()));
    }

    /** A moment for people, such as {@code 2026-11-22 16:22 UTC}. */
    public static String moment(long millis) {
        return MOMENT.format(Instant.ofEpochMilli(millis));
    }

    /** What the AMI is, in one line; says so when nothing is known. */
    public String ami() {
        return dated(now);
    }

    /** What the AMI is that would be replaced, in one line; says so when nothing is known. */
    public String replaced() {
        return dated(before);
    }

    private static String dated(Optional<AmiBake> of) {
        return of.map(bake -> described(bake) + ", " + moment(bake.bake().getBegan()))
                .orElse(NO_BAKE);
    }

    /** What the AMI is, without when it was baked; says so when nothing is known. */
    public String amiUndated() {
        return now.map(ApprovalFacts::described).orElse(NO_BAKE);
    }

    /** What the AMI is that would be replaced, without when it was baked; says so when nothing is known. */
    public String replacedUndated() {
        return before.map(ApprovalFacts::described).orElse(NO_BAKE);
    }

    /** When the AMI was baked; null when that is not known. */
    public Date baked() {
        return began(now);
    }

    /** When the AMI was baked that would be replaced; null when that is not known. */
    public Date replacedBaked() {
        return began(before);
    }

    private static Date began(Optional<AmiBake> of) {
        return of.map(bake -> Storable.date(bake.bake().getBegan())).orElse(null);
    }

    private static String described(AmiBake of) {
        BakeEntry bake = of.bake();
        List<String> parts = new ArrayList<>();
        parts.add(bake.getRecipe());
        version(of).ifPresent(version -> parts.add("version " + version));
        parts.add("baked by " + of.job().getFullName() + " #" + bake.getBuild());
        return String.join(", ", parts);
    }

    private static Optional<String> version(AmiBake of) {
        return BakeHistory.of(of.job()).details(of.bake().getBakeId()).keyParts().stream()
                .filter(part -> part.getKind().equals(KeyPart.Kind.VARIABLE.name())
                        && part.getName().equals("version"))
                .map(part -> part.getShown().replaceAll("^\"|\"$", ""))
                .filter(version -> !version.isEmpty())
                .findFirst();
    }

    /** From which commit to which, such as {@code 1a2b3c4d..5e6f7a8b}. */
    public String commits() {
        String from = commit(before);
        String to = commit(now);
        if (from.equals(to)) {
            return to.equals(NOT_KNOWN) ? NOT_KNOWN : "the same, " + to;
        }
        return from + ".." + to;
    }

    /** The page with all commits in between, from Jenkins' own address on; null when no page has them. */
    public String commitsUrl() {
        if (now.isEmpty() || before.isEmpty() || now.get().job() != before.get().job()) {
            return null;
        }
        String builds = builds(before.get().bake().getBuild(), now.get().bake().getBuild());
        return builds.isEmpty() ? null : now.get().job().getUrl() + builds;
    }

    /** The job's changes in the builds after one up to the other, whichever is older; empty when they are the same. */
    static String builds(int one, int other) {
        return one == other ? "" : "changes?from=" + (Math.min(one, other) + 1) + "&to=" + Math.max(one, other);
    }

    private static String commit(Optional<AmiBake> of) {
        return of.map(bake -> Storable.shortCommit(bake.bake().getCommit()))
                .filter(commit -> !commit.isEmpty())
                .orElse(NOT_KNOWN);
    }

    /** How many packages differ, such as {@code 3 changed, 1 added, 0 removed}. */
    public String packages() {
        return difference
                .flatMap(AmiDifference::counts)
                .map(ApprovalFacts::counted)
                .orElse(NOT_KNOWN);
    }

    private static String counted(PackageChange counts) {
        return counts.isNone()
                ? "the same"
                : counts.getChanged() + " changed, " + counts.getAdded() + " added, " + counts.getRemoved()
                        + " removed";
    }

    /** The packages that differ, such as {@code openssl 3.0.1 → 3.0.2}; none when they are not known. */
    public List<String> packageLines() {
        return difference.flatMap(AmiDifference::packages).orElse(List.of()).stream()
                .map(ApprovalFacts::line)
                .toList();
    }

    private static String line(PackageLine one) {
        if (one.getBefore().isEmpty()) {
            return one.getName() + " " + one.getAfter() + " added";
        }
        return one.getAfter().isEmpty()
                ? one.getName() + " " + one.getBefore() + " removed"
                : one.getName() + " " + one.getBefore() + " → " + one.getAfter();
    }

    /** How many files, variables, versions and base AMIs differ. */
    public String inputs() {
        return difference
                .flatMap(AmiDifference::inputs)
                .map(lines -> lines.isEmpty() ? "the same" : lines.size() + " changed")
                .orElse(NOT_KNOWN);
    }

    /** The files, variables, versions and base AMIs that differ; none when they are not known. */
    public List<String> inputLines() {
        return difference.flatMap(AmiDifference::inputs).orElse(List.of()).stream()
                .map(KeyChange::brief)
                .toList();
    }
}
