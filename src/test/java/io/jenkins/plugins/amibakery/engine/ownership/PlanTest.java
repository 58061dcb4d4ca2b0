package io.jenkins.plugins.amibakery.engine.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.log.BuildTrace;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Plan PLAN = new Plan(1, Map.of("web", List.of("eu-west-1"), "db", List.of("eu-central-1")));
    private static final Region IRELAND = new Region("eu-west-1");
    private static final Region FRANKFURT = new Region("eu-central-1");

    @Test
    void copiesAreLookedForWhereverALogThatWasLostDoesNotRuleThemOut() {
        assertThat(PLAN.copyRegions(facts(List.of(), List.of()))).containsExactlyInAnyOrder(IRELAND, FRANKFURT);
        assertThat(PLAN.copyRegions(facts(List.of(), List.of(failed(""))))).hasSize(2);
    }

    @Test
    void buildThatFailedBeforeItsInstanceHasMadeNoCopies() {
        assertThat(PLAN.copyRegions(facts(List.of(build("web", "")), List.of(failed("web")))))
                .containsExactly(FRANKFURT);
    }

    @Test
    void buildThatFailedAfterwardsMayHave() {
        assertThat(PLAN.copyRegions(
                        facts(List.of(build("web", "i-0123456789abcdef0")), List.of(failed("web"), failed("db")))))
                .containsExactly(IRELAND);
    }

    private static Failure failed(String build) {
        return new Failure(build, FailureCause.UNKNOWN, "broken");
    }

    private static BuildTrace build(String name, String instance) {
        return new BuildTrace(name, "", "", false, "", false, "", "", false, "", instance, Set.of(), Set.of());
    }

    private static PackerFacts facts(List<BuildTrace> builds, List<Failure> failures) {
        return new PackerFacts(
                List.of(), Map.of(), failures, List.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(),
                Map.of(), Map.of(), false, builds, Set.of(), Map.of(), Set.of());
    }
}
