package io.jenkins.plugins.amibakery.engine.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.InstanceFact;
import io.jenkins.plugins.amibakery.engine.ownership.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.log.BuildTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final List<Region> REGIONS = List.of(new Region("us-west-2"), new Region("eu-west-1"));

    private final List<Region> looked = new ArrayList<>();
    private final List<Leftover> removed = new ArrayList<>();
    private boolean unreachable;

    @Test
    void withoutTracesNobodyLooks() throws InterruptedException {
        BakeTraces none = traces("", Set.of());

        assertThat(new Sweep(new Catalog()).sweep(none, REGIONS)).isEmpty();
        assertThat(looked).isEmpty();
    }

    @Test
    void everyRegionIsSwept() throws InterruptedException {
        List<Leftover> swept = new Sweep(new Catalog()).sweep(traces(), REGIONS);

        assertThat(looked).containsExactlyElementsOf(REGIONS);
        assertThat(swept).filteredOn(Leftover::removed).hasSize(2);
    }

    @Test
    void whatIsNotProvedStaysAndIsNamedWithTheReasonAndACommand() throws InterruptedException {
        List<Leftover> swept = new Sweep(new Catalog()).sweep(traces(), REGIONS.subList(0, 1));

        assertThat(removed).extracting(Leftover::id).containsExactly("i-0123456789abcdef0");
        assertThat(swept).filteredOn(left -> !left.removed()).singleElement().satisfies(left -> {
            assertThat(left.id()).isEqualTo("i-0badbadbadbadbad0");
            assertThat(left.note()).startsWith("not proved to belong to this bake: nothing links it");
            assertThat(left.command())
                    .isEqualTo("aws ec2 terminate-instances --instance-ids i-0badbadbadbadbad0 --region us-west-2");
        });
    }

    @Test
    void commandFitsAShellWhateverTheNameIs() {
        Leftover key = Leftover.found(Leftover.Kind.KEY_PAIR, "a b'; rm -rf ~", REGIONS.get(0));

        assertThat(key.command())
                .isEqualTo("aws ec2 delete-key-pair --key-name 'a b'\\''; rm -rf ~' --region us-west-2");
        assertThat(new Leftover(Leftover.Kind.AMI, "ami-1", REGIONS.get(0), true, "").command())
                .isEmpty();
        assertThat(Leftover.found(Leftover.Kind.ROLE, "r", REGIONS.get(0)).command())
                .isEqualTo(
                        "aws iam delete-role-policy --role-name r --policy-name r; aws iam delete-role --role-name r");
    }

    @Test
    void whatCannotBeLookedForIsNamedSoThatAPersonCan() throws InterruptedException {
        unreachable = true;

        List<Leftover> swept = new Sweep(new Catalog()).sweep(traces(), REGIONS.subList(0, 1));

        assertThat(swept)
                .extracting(Leftover::id)
                .containsExactlyInAnyOrder("i-0123456789abcdef0", "packer_g", "packer_k");
        assertThat(swept)
                .noneMatch(Leftover::removed)
                .allMatch(left -> left.note().contains("no route"));
    }

    private static BakeTraces traces() {
        return traces("i-0123456789abcdef0", Set.of("packer_k"));
    }

    private static BakeTraces traces(String instance, Set<String> keys) {
        BuildTrace build =
                new BuildTrace("web", "", "", false, "", false, "", "", false, "", instance, Set.of(), Set.of());
        BakeTraces.Hints hints = new BakeTraces.Hints(
                keys,
                keys.isEmpty() ? Set.of() : Set.of("packer_g"),
                instance.isEmpty() ? Set.of() : Set.of(instance),
                Set.of(),
                Set.of());
        return new BakeTraces("b-1", new Plan(1_000, Map.of()), List.of(build), Sightings.NONE, hints, Set.of());
    }

    private static InstanceFact instance(String id, Region region) {
        return new InstanceFact(region, id, Instant.ofEpochSecond(2), "", Set.of(), "", Map.of(), false);
    }

    private final class Catalog implements LeftoverCatalog {
        @Override
        public RegionFacts look(Region region, BakeTraces traces) {
            if (unreachable) {
                throw new BakeFailedException(FailureCause.UNREACHABLE, "no route");
            }
            looked.add(region);
            return new RegionFacts(
                    region,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(instance("i-0123456789abcdef0", region), instance("i-0badbadbadbadbad0", region)),
                    List.of(),
                    List.of(),
                    List.of());
        }

        @Override
        public List<Leftover> remove(List<Leftover> proved, Duration timeout) {
            removed.addAll(proved);
            return proved.stream()
                    .map(left -> new Leftover(left.kind(), left.id(), left.region(), true, ""))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
