package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("hostile")
class SigningTest {
    private static final String KEY = "a".repeat(64);
    private static final Map<String, String> TAGS =
            Map.of(Tags.BAKE_ID, "web-1", Tags.BAKE_KEY, KEY, Tags.RECIPE, "web", Tags.BUILDER, "ebs");

    private final Signer signer = Signer.fresh();
    private final Signing signing = new Signing(signer, "job1", "web", "web-1", KEY);
    private final ReuseTrust trust = new ReuseTrust("job1", Set.of(), List.of(TrustedKey.own(signer.verifyingKey())));

    private static BakedAmi ami(String region, String id, String owner, Map<String, String> tags) {
        return BakedAmi.named("ebs", new Region(region), new AmiId(id))
                .describedAs(new Ami(
                        new AmiId(id),
                        new Region(region),
                        "web",
                        owner,
                        AmiState.AVAILABLE,
                        "",
                        Optional.empty(),
                        "x86_64",
                        true,
                        List.of(),
                        tags));
    }

    private static BakedAmi with(String name, String value) {
        Map<String, String> tags = new HashMap<>(TAGS);
        tags.put(name, value);
        return ami("us-west-2", "ami-00000000000000001", "111122223333", tags);
    }

    @Test
    void eachCopyIsSignedForItsOwnRegionAndId() {
        BakedAmi first = ami("us-west-2", "ami-00000000000000001", "111122223333", TAGS);
        BakedAmi copy = ami("eu-west-1", "ami-00000000000000002", "111122223333", TAGS);
        List<Ami> signed = List.of(first, copy).stream()
                .map(ami -> with(ami, signing.of(ami).orElseThrow()))
                .toList();
        assertThat(trust.require(signed, KEY, "web")).isEqualTo("job1");
        Ami swapped = with(copy, signing.of(first).orElseThrow());
        assertThat(trust.check(swapped, KEY, "web").trusted()).isFalse();
    }

    private static Ami with(BakedAmi baked, String signature) {
        Ami ami = baked.described().orElseThrow();
        Map<String, String> tags = new HashMap<>(ami.tags());
        tags.put(Tags.SIGNATURE, signature);
        return ami(ami.region().code(), ami.id().value(), ami.ownerId(), tags)
                .described()
                .orElseThrow();
    }

    @Test
    void whatIsNotOfTheBakeIsNotSigned() {
        assertThat(List.of(
                        with(Tags.BAKE_ID, "other-1"),
                        with(Tags.BAKE_KEY, "b".repeat(64)),
                        with(Tags.RECIPE, "db"),
                        ami("us-west-2", "ami-00000000000000001", "", TAGS),
                        BakedAmi.named("ebs", new Region("us-west-2"), new AmiId("ami-00000000000000001"))))
                .allSatisfy(ami -> assertThat(signing.of(ami)).isEmpty());
    }
}
