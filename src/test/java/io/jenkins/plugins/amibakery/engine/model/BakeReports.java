package io.jenkins.plugins.amibakery.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports for tests. */
public final class BakeReports {
    /** Where all of it lies. */
    public static final Region REGION = new Region("us-west-2");

    /** An AMI of which the cloud was not asked. */
    public static final BakedAmi NAMED = BakedAmi.named("web", REGION, new AmiId("ami-0d53cc9bd365ad65b"));

    /** The same, described. */
    public static final BakedAmi AMI = NAMED.describedAs(new Ami(
            NAMED.id(),
            REGION,
            "img-1",
            "123456789012",
            AmiState.AVAILABLE,
            "",
            Optional.of(Instant.parse("2026-11-22T16:22:33Z")),
            "x86_64",
            true,
            List.of(new Snapshot("snap-1", 8)),
            Map.of(Tags.SOURCE_AMI, "ami-0aaaaaaaaaaaaaaaa", Tags.RECIPE, "img", Tags.BAKE_ID, "b-1", "Team", "web")));

    /** One thing that was removed, and one that stays. */
    public static final List<Leftover> LEFT = List.of(
            new Leftover(Leftover.Kind.INSTANCE, "i-1", REGION, true, ""),
            new Leftover(Leftover.Kind.KEY_PAIR, "packer_1", REGION, false, "denied"));

    private BakeReports() {}

    /** Of a bake whose outcome is that of its failures. */
    public static BakeReport of(List<BakedAmi> amis, List<Failure> failures, List<Leftover> left, Duration duration) {
        return of(amis, failures, left, duration, null, List.of());
    }

    /** The same with a lock that was written, and notes. */
    public static BakeReport of(
            List<BakedAmi> amis,
            List<Failure> failures,
            List<Leftover> left,
            Duration duration,
            LockUpdate lock,
            List<String> notes) {
        return new BakeReport(
                "b-1",
                BakeOutcome.of(failures),
                "1.6.6",
                amis,
                failures,
                List.of(new PhaseTime("web", Phase.PROVISION, Duration.ofMillis(9_234))),
                left,
                duration,
                lock,
                Map.of("jq", "1.6"),
                notes);
    }
}
