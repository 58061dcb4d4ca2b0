package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AMIs and bakes to show. */
public final class Baked {
    public static final String ID = "ami-0d53cc9bd365ad65b";
    public static final String SOURCE = "ami-0aaaaaaaaaaaaaaaa";
    public static final Instant CREATED = Instant.parse("2026-11-22T16:42:33Z");

    private Baked() {}

    public static BakedAmi ami(String id, String region) {
        return BakedAmi.named("web", new Region(region), new AmiId(id));
    }

    /** An AMI the cloud has described. */
    public static BakedAmi described() {
        return described("img-mgr-1.0.0", "");
    }

    /** An AMI whose name and whose state's reason are the same text. */
    public static BakedAmi described(String text) {
        return described(text, text);
    }

    private static BakedAmi described(String name, String reason) {
        BakedAmi ami = ami(ID, "us-west-2");
        return ami.describedAs(new Ami(
                ami.id(),
                ami.region(),
                name,
                "123456789012",
                AmiState.AVAILABLE,
                reason,
                Optional.of(CREATED),
                "x86_64",
                true,
                List.of(new Snapshot("snap-70c8ec788709b24df", 8)),
                Map.of(Tags.SOURCE_AMI, SOURCE, "Name", "img-mgr")));
    }

    public static BakeRecord bake(BakedAmi... amis) {
        BakeRecord bake = new BakeRecord("bake-1", "packer/img-mgr-packer.json", 1_000);
        bake.ended(List.of(amis), List.of(), List.of(), false);
        return bake;
    }
}
