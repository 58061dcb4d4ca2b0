package io.jenkins.plugins.amibakery.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.cloud.Commands.Said;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments.Row;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareEnvironmentsTest {
    private static final String REGION = "us-west-2";

    @TempDir
    private Path place;

    private final FakeCloud cloud = new FakeCloud();
    private final FakeFleet fleet = cloud.fleet.with("qa", 2).with("prod", 3);

    @BeforeEach
    void deploy() throws Exception {
        for (String name : List.of("qa", "prod")) {
            has(name, Map.of("ImageId", FakeFleet.AMI, "MinSize", name.equals("qa") ? "1" : "3"));
            cloud.stacks.resources.put(name + "/AWS::AutoScaling::AutoScalingGroup", List.of(name));
            cloud.stacks.templates.put(name, "Resources:\n  Group: {}\n");
        }
        Files.writeString(place.resolve("allow"), "# size\nM*Size\n");
    }

    private void has(String name, Map<String, String> parameters) {
        cloud.stacks.has(name, "UPDATE_COMPLETE", Map.of(), parameters);
    }

    private ComparedEnvironments compare(String allow) throws Exception {
        return new CompareEnvironments(REGION, "qa", REGION, "prod", allow).run(new Workplace(place, Map.of()), cloud);
    }

    private static Row row(ComparedEnvironments report, String what) {
        return report.rows().stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private void runs(String snapshot, String... instances) {
        List.of(instances).forEach(id -> fleet.snapshots.put("vol-" + id, snapshot));
    }

    @Test
    void environmentsThatDifferOnlyInWhatMayDifferAreGreen() throws Exception {
        ComparedEnvironments report = compare("allow");

        assertThat(report.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(report.rows())
                .extracting(Row::what)
                .containsExactly("AMI", "manifest", "template", "parameter MinSize");
        assertThat(report.notes().get(0)).isEqualTo("qa in us-west-2 and prod in us-west-2: green");
    }

    @Test
    void aParameterThatMustNotDifferIsRed() throws Exception {
        assertThat(row(compare(""), "parameter MinSize"))
                .isEqualTo(new Row("parameter MinSize", "1", "3", Verdict.RED, "differs"));
    }

    @Test
    void anotherBakeOfTheSameCommitIsRed() throws Exception {
        runs("snap-2", "i-3", "i-4", "i-5");

        assertThat(row(compare("allow"), "AMI"))
                .isEqualTo(
                        new Row("AMI", FakeFleet.AMI, FakeFleet.OTHER, Verdict.RED, "neither is a copy of the other"));
    }

    @Test
    void aCopyOfTheAmiIsTheSameAndSoIsTheParameterThatNamesIt() throws Exception {
        runs("snap-2", "i-3", "i-4", "i-5");
        has("prod", Map.of("ImageId", FakeFleet.OTHER, "MinSize", "3"));
        fleet.copies.put(FakeFleet.OTHER, FakeFleet.AMI + " in us-west-2");

        assertThat(compare("allow").verdict()).isEqualTo(Verdict.GREEN);
    }

    @Test
    void anAmiThatIsAttestedToBeOfTheSameBakeIsTheSameAndSoIsTheParameterThatNamesIt() throws Exception {
        runs("snap-2", "i-3", "i-4", "i-5");
        has("prod", Map.of("ImageId", FakeFleet.OTHER, "MinSize", "3"));
        ComparedEnvironments report = compare("allow");

        assertThat(report.failure())
                .isEqualTo("qa in us-west-2 and prod in us-west-2: red; AMI: neither is a copy of the other.");
        assertThat(report.proven((one, other) -> Optional.empty())).isEqualTo(report);
        ComparedEnvironments proven = report.proven((one, other) -> Optional.of("img-mgr-7"));
        assertThat(proven.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(row(proven, "AMI").why()).isEqualTo("both are of the bake img-mgr-7, as attested");
    }

    @Test
    void oneInstanceOfAnotherAmiIsRed() throws Exception {
        runs("snap-2", "i-4");

        assertThat(row(compare("allow"), "AMI").why()).isEqualTo("the instances of one environment run several AMIs");
    }

    @Test
    void anotherManifestInOneInstanceIsRedAndOneThatSaysNoneIsNotKnown() throws Exception {
        fleet.said.put("i-5", new Said("Systems Manager does not manage it", ""));
        assertThat(row(compare("allow"), "manifest"))
                .isEqualTo(new Row(
                        "manifest",
                        "aaaaaaaaaaaa",
                        "aaaaaaaaaaaa",
                        Verdict.NOT_KNOWN,
                        "i-5: Systems Manager does not manage it"));
        assertThat(compare("allow").verdict()).isEqualTo(Verdict.NOT_KNOWN);

        fleet.said.put("i-5", new Said("", FakeFleet.look("\"manifest\": \"" + "d".repeat(64) + "\"")));
        assertThat(row(compare("allow"), "manifest"))
                .isEqualTo(new Row(
                        "manifest",
                        "aaaaaaaaaaaa",
                        "aaaaaaaaaaaa dddddddddddd",
                        Verdict.RED,
                        "instances have different manifests: i-5"));
    }

    @Test
    void anotherTemplateIsRedByItsFirstLine() throws Exception {
        cloud.stacks.templates.put("prod", "Resources:\n  Group: {More: 1}\n");

        assertThat(row(compare("allow"), "template").why()).isEqualTo("line 2 is the first that differs");
    }

    @Test
    void templatesOfNestedStacksAreComparedToo() throws Exception {
        cloud.stacks.templates.put("qa/Web", "Resources:\n  Size: 1\n");
        assertThat(row(compare("allow"), "template").why()).isEqualTo("one of them has no nested stack Web");

        cloud.stacks.templates.put("prod/Web", "Resources:\n  Size: 2\n");
        assertThat(row(compare("allow"), "template").why())
                .isEqualTo("line 2 of the nested stack Web is the first that differs");

        cloud.stacks.templates.put("prod/Web", "Resources:\n  Size: 1\n");
        assertThat(row(compare("allow"), "template").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(row(compare("allow"), "template").left()).isEqualTo("4 lines in 2 templates");
    }

    @Test
    void aParameterThatCloudFormationHidesIsNotKnownUnlessItMayDiffer() throws Exception {
        has("qa", Map.of("MinPassword", "****"));
        has("prod", Map.of("MinPassword", "****"));

        assertThat(row(compare(""), "parameter MinPassword"))
                .isEqualTo(new Row(
                        "parameter MinPassword",
                        "****",
                        "****",
                        Verdict.NOT_KNOWN,
                        "CloudFormation does not show the value (NoEcho)"));
        Files.writeString(place.resolve("allow"), "MinPassword\n");
        assertThat(compare("allow").verdict()).isEqualTo(Verdict.GREEN);
    }

    @Test
    void whatCannotBeReadIsNotKnownAndTheRestIsCompared() throws Exception {
        fleet.refused.add("snapshots");
        assertThat(row(compare(""), "AMI")).isEqualTo(new Row("AMI", "", "", Verdict.NOT_KNOWN, "snapshots is denied"));
        assertThat(row(compare(""), "manifest").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(row(compare(""), "parameter MinSize").verdict()).isEqualTo(Verdict.RED);

        fleet.refused.add("instances");

        assertThat(row(compare(""), "AMI").why()).isEqualTo("instances is denied");
        assertThat(row(compare(""), "manifest").why()).isEqualTo("instances is denied");
        assertThat(row(compare(""), "template").verdict()).isEqualTo(Verdict.GREEN);
    }

    @Test
    void ofCopiesWhoseOriginsCannotBeReadIsNotKnownWhetherTheyAreAlike() throws Exception {
        runs("snap-2", "i-3", "i-4", "i-5");
        fleet.refused.add("origins");

        assertThat(row(compare("allow"), "AMI").why()).isEqualTo("origins is denied");
    }

    @Test
    void anInstanceIsOnlyAskedForItsManifest() throws Exception {
        compare("allow");

        assertThat(fleet.script).isEqualTo(InstanceLook.manifestScript());
    }

    @Test
    void whatCannotBeComparedIsRefusedInOneLine() {
        assertThatThrownBy(() -> new CompareEnvironments(REGION, "qa", REGION, "gone", "")
                        .run(new Workplace(place, Map.of()), cloud))
                .hasMessage("There is no stack 'gone' in us-west-2; it was never deployed.");
        assertThatThrownBy(() -> new CompareEnvironments(REGION, "qa", REGION, "qa", ""))
                .hasMessage("The stack qa would be compared with itself; name two.");
        assertThatThrownBy(() -> compare("none")).hasMessage("The list of what may differ, none, is not there.");
    }
}
