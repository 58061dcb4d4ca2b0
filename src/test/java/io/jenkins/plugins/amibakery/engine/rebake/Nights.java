package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.cloud.AmiStatus;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a night finds, in short. */
final class Nights {
    static final Region OREGON = new Region("us-west-2");
    static final Instant NOW = Instant.parse("2026-11-22T03:10:00Z");
    static final BaseImageQuery DEBIAN = filter("debian-12-amd64-*");
    static final AmiId OLD_BASE = id(1);
    static final AmiId NEW_BASE = id(2);
    static final AmiRef MADE = new AmiRef(OREGON, id(100));

    private Nights() {}

    static AmiId id(int number) {
        return new AmiId(String.format("ami-%017x", number));
    }

    static BaseImageQuery filter(String name) {
        return new BaseImageQuery(
                OREGON,
                Optional.empty(),
                new TreeMap<>(Map.of("name", List.of(name))),
                List.of("136693071363"),
                true,
                false);
    }

    static Ami image(AmiId id, Instant created, Map<String, String> tags, AmiState state) {
        return new Ami(
                id, OREGON, "debian", "136693071363", state, "", Optional.of(created), "x86_64", true, List.of(), tags);
    }

    static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    /** Ten days old, from a base AMI that is twelve days old. */
    static LastBake bake() {
        return bake(List.of(new BaseUsed(DEBIAN, OLD_BASE, Optional.of(daysAgo(12)))), "");
    }

    static LastBake bake(List<BaseUsed> bases, String behind) {
        return new LastBake("web", daysAgo(10), bases, List.of(MADE), behind);
    }

    static JobFacts job(LastBake... bakes) {
        return new JobFacts(List.of(bakes), false, Optional.empty(), Optional.empty());
    }

    static BaseImageAnswer found(AmiId id, int daysAgo) {
        return BaseImageAnswer.of(image(id, daysAgo(daysAgo), Map.of(), AmiState.AVAILABLE));
    }

    static Survey survey(BaseImageAnswer base, AmiStatus ami) {
        return new Survey(Map.of(DEBIAN, base), Map.of(MADE, ami), Map.of());
    }

    static Survey quiet() {
        return survey(found(OLD_BASE, 12), AmiStatus.AVAILABLE);
    }
}
