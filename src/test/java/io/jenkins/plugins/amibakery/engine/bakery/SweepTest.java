package io.jenkins.plugins.amibakery.engine.bakery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final List<Region> REGIONS = List.of(new Region("us-west-2"), new Region("eu-west-1"));

    private final List<Region> looked = new ArrayList<>();
    private boolean unreachable;

    @Test
    void withoutTracesNobodyLooks() throws InterruptedException {
        BakeTraces none = new BakeTraces("b-1", Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

        assertThat(new Sweep(new Catalog()).sweep(none, REGIONS)).isEmpty();
        assertThat(looked).isEmpty();
    }

    @Test
    void everyRegionIsSwept() throws InterruptedException {
        List<Leftover> swept = new Sweep(new Catalog()).sweep(traces(), REGIONS);

        assertThat(looked).containsExactlyElementsOf(REGIONS);
        assertThat(swept).hasSize(2).allMatch(Leftover::removed);
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
        return new BakeTraces(
                "b-1", Set.of("packer_k"), Set.of("packer_g"), Set.of("i-0123456789abcdef0"), Set.of(), Set.of());
    }

    private final class Catalog implements LeftoverCatalog {
        @Override
        public List<Leftover> find(Region region, BakeTraces traces) {
            if (unreachable) {
                throw new BakeFailedException(FailureCause.UNREACHABLE, "no route");
            }
            looked.add(region);
            return List.of(new Leftover(Leftover.Kind.INSTANCE, "i-0123456789abcdef0", region, false, ""));
        }

        @Override
        public List<Leftover> remove(List<Leftover> leftovers, Duration timeout) {
            return leftovers.stream()
                    .map(left -> new Leftover(left.kind(), left.id(), left.region(), true, ""))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
