package io.jenkins.plugins.amibakery.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.cloud.Commands.Said;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Ingress;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Instance;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Template;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport.InstanceVerdict;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyFleetTest {
    private static final String REGION = "us-west-2";
    private static final VerifyFleet WEB = of("web");

    @TempDir
    private Path place;

    private final FakeCloud cloud = new FakeCloud();
    private final FakeFleet fleet = cloud.fleet.with("web", 3);

    private static VerifyFleet of(String group) {
        return new VerifyFleet(REGION, group, "", "", "", "", "", "");
    }

    private FleetReport verify(VerifyFleet asked) throws Exception {
        return asked.run(new Workplace(place, Map.of()), cloud);
    }

    @Test
    void aFleetThatIsWhatWasBakedAndDeployedIsGreen() throws Exception {
        FleetReport report = verify(WEB);

        assertThat(report.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(report.summary()).isEqualTo("group web in us-west-2: green, 3 of 3 instances");
        assertThat(report.instances()).allSatisfy(one -> {
            assertThat(one.difference()).isEmpty();
            assertThat(one.ami()).isEqualTo(FakeFleet.AMI);
            assertThat(one.template()).isEqualTo("lt-0123:4");
        });
    }

    /** What somebody did to i-2, and what is said of it. */
    private record Done(String name, Doing doing, String said) {
        interface Doing {
            void to(FakeFleet fleet);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static void says(FakeFleet fleet, String changed) {
        fleet.said.put("i-2", new Said("", FakeFleet.look(changed)));
    }

    private static Instance like(Instance one, String key, TemplateRef template) {
        return new Instance(
                one.id(), one.born(), one.image(), one.rootVolume(), key, one.securityGroups(), template, one.tags());
    }

    static Stream<Done> drifts() {
        return Stream.of(
                new Done(
                        "another root volume",
                        fleet -> fleet.snapshots.put("vol-i-2", "snap-2"),
                        "image: its root volume is of " + FakeFleet.OTHER + " instead of " + FakeFleet.AMI),
                new Done(
                        "another template version",
                        fleet -> fleet.changes("i-2", one -> like(one, "", new TemplateRef("lt-0123", "3"))),
                        "template: it was launched from version 3 of lt-0123 instead of version 4 of lt-0123"),
                new Done(
                        "no template",
                        fleet -> fleet.changes("i-2", one -> like(one, "", new TemplateRef("", ""))),
                        "template: it was not launched from a launch template"),
                new Done(
                        "other user data",
                        fleet -> fleet.userData.put("i-2", "c".repeat(64)),
                        "userData: its user data (cccccccccccc) is not the launch template's (bbbbbbbbbbbb)"),
                new Done(
                        "a key pair",
                        fleet -> fleet.changes("i-2", one -> like(one, "mine", FakeFleet.FOUR)),
                        "access: it has the key pair mine"),
                new Done(
                        "an authorized key",
                        fleet -> says(fleet, "\"keys\": [\"/root/.ssh/authorized_keys\"], \"keyCount\": 1"),
                        "access: keys let in by /root/.ssh/authorized_keys"),
                new Done(
                        "a password",
                        fleet -> says(fleet, "\"passwords\": [\"admin\"]"),
                        "access: users with a password: admin"),
                new Done(
                        "a changed byte",
                        fleet -> says(
                                fleet,
                                "\"count\": 3, \"first\": [[\"file\", \"changed\", \"/usr/bin/web\", \"content\"]]"),
                        "files: file changed: /usr/bin/web (content), and 2 more"),
                new Done(
                        "another manifest",
                        fleet -> says(fleet, "\"manifest\": \"" + "d".repeat(64) + "\""),
                        "files: its manifest is not that of the other instances of its image"),
                new Done(
                        "a login",
                        fleet -> says(fleet, "\"login\": 1796036400"),
                        "logins: somebody logged in at 2026-"),
                new Done(
                        "a session",
                        fleet -> fleet.sessions.add("i-2"),
                        "logins: it had a session of Session Manager"));
    }

    @ParameterizedTest
    @MethodSource("drifts")
    void whatHappenedToOneInstanceIsRedAndNamed(Done done) throws Exception {
        done.doing().to(fleet);

        FleetReport report = verify(WEB);

        assertThat(report.verdict()).isEqualTo(Verdict.RED);
        assertThat(report.instances().get(0)).satisfies(one -> {
            assertThat(one.id()).isEqualTo("i-2");
            assertThat(one.difference()).startsWith(done.said());
        });
        assertThat(report.count(Verdict.GREEN)).isEqualTo(2);
        assertThat(report.notes()).anyMatch(note -> note.startsWith("i-2: red, " + done.said()));
    }

    @Test
    void aLoginBeforeTheInstanceWasMadeIsTheBakes() throws Exception {
        says(fleet, "\"login\": 1700000000");

        assertThat(verify(WEB).verdict()).isEqualTo(Verdict.GREEN);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleThatReachesSshOrRemoteDesktopIsRed(Ingress rule, boolean opens) throws Exception {
        fleet.ingress.put("sg-web", List.of(rule));

        assertThat(verify(WEB).verdict()).isEqualTo(opens ? Verdict.RED : Verdict.GREEN);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(new Ingress("tcp", 22, 22, "10.0.0.0/8"), true),
                Arguments.of(new Ingress("tcp", 3000, 4000, "sg-1"), true),
                Arguments.of(new Ingress("-1", -1, -1, "sg-1"), true),
                Arguments.of(new Ingress("tcp", 0, 65535, "::/0"), true),
                Arguments.of(new Ingress("udp", 22, 22, "0.0.0.0/0"), false),
                Arguments.of(new Ingress("tcp", 443, 443, "0.0.0.0/0"), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshots", "templates", "ingress", "userData", "run", "sessions"})
    void whatCannotBeReadIsNotKnown(String question) throws Exception {
        fleet.refused.add(question);

        FleetReport report = verify(WEB);

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(report.instances()).allSatisfy(one -> {
            assertThat(one.verdict()).isEqualTo(Verdict.NOT_KNOWN);
            assertThat(one.difference()).isNotBlank();
        });
    }

    @Test
    void anInstanceThatSystemsManagerDoesNotReachIsNotKnownAndTheOthersAreGreen() throws Exception {
        fleet.said.put("i-2", new Said("Systems Manager does not manage it", ""));

        FleetReport report = verify(WEB);

        assertThat(report.verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(report.instances().get(0).difference()).isEqualTo("access: Systems Manager does not manage it");
        assertThat(report.count(Verdict.GREEN)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$Latest", "$Default", ""})
    void aGroupThatLaunchesAFloatingVersionIsRed(String version) throws Exception {
        TemplateRef floating = new TemplateRef("lt-0123", version);
        fleet.templates.put(floating, new Template(floating, FakeFleet.AMI, "b".repeat(64), ""));
        fleet.groups.computeIfPresent(
                "web", (name, group) -> new Group(name, List.of(floating), List.of(), 86_400, group.members(), ""));

        assertThat(verify(WEB).instances())
                .allSatisfy(one -> assertThat(one.difference()).contains("not a numbered one"));
    }

    @Test
    void aTemplateThatResolvesItsImageAtLaunchIsRed() throws Exception {
        fleet.templates.put(FakeFleet.FOUR, new Template(FakeFleet.FOUR, "resolve:ssm:/web/ami", "b".repeat(64), ""));

        assertThat(verify(WEB).instances().get(0).difference())
                .isEqualTo("image: its launch template names resolve:ssm:/web/ami, which is not one AMI");
    }

    @Test
    void anImageThatAnOverrideNamesMayRunToo() throws Exception {
        fleet.snapshots.put("vol-i-2", "snap-2");
        fleet.groups.computeIfPresent(
                "web",
                (name, group) ->
                        new Group(name, group.templates(), List.of(FakeFleet.OTHER), 86_400, group.members(), ""));

        assertThat(verify(WEB).verdict()).isEqualTo(Verdict.GREEN);
    }

    @Test
    void theAmiThatWasDeployedDecidesWhereItIsGiven() throws Exception {
        FleetReport report = verify(new VerifyFleet(REGION, "web", "", "", "", FakeFleet.OTHER, "", ""));

        assertThat(report.count(Verdict.RED)).isEqualTo(3);
    }

    @Test
    void aGroupThatNeverReplacesItsInstancesIsRed() throws Exception {
        fleet.groups.computeIfPresent(
                "web", (name, group) -> new Group(name, group.templates(), List.of(), 0, group.members(), ""));

        FleetReport report = verify(WEB);

        assertThat(report.verdict()).isEqualTo(Verdict.RED);
        assertThat(report.notes())
                .contains("group web: red, lifetime: it never replaces an instance: it has no MaxInstanceLifetime");
    }

    @Test
    void theGroupsOfAStackAreVerifiedAndThoseOfATag() throws Exception {
        cloud.stacks.has("prod", "UPDATE_COMPLETE", Map.of(), Map.of());
        cloud.stacks.resources.put("prod/AWS::AutoScaling::AutoScalingGroup", List.of("web"));

        assertThat(verify(new VerifyFleet(REGION, "", "prod", "", "", "", "", ""))
                        .instances())
                .hasSize(3);
        assertThat(verify(new VerifyFleet(REGION, "", "", "aws:autoscaling:groupName", "web", "", "", ""))
                        .instances())
                .extracting(InstanceVerdict::group)
                .containsOnly("web");
    }

    @Test
    void whatTheBakeKeptAsManifestDecides() throws Exception {
        Files.writeString(place.resolve("m.json"), "{\"schema\":1,\"excluded\":[],\"packages\":[],\"files\":{}}");

        FleetReport report = verify(new VerifyFleet(REGION, "web", "", "", "", "", "", "m.json"));

        assertThat(report.instances().get(0).difference())
                .isEqualTo("files: its manifest is not the one that was given");
    }

    @Test
    void whatATestListedIsSentAlongAndNeverMakesAnInstanceGreen() throws Exception {
        Files.writeString(
                place.resolve("made.json"),
                "{\"schema\":1,\"madeBy\":\"test\",\"packageManager\":\"dpkg\",\"packages\":[]}");
        says(fleet, "\"problem\": \"missing\", \"manifest\": \"\"");

        FleetReport report = verify(new VerifyFleet(REGION, "web", "", "", "", "", "", "made.json"));

        assertThat(fleet.script)
                .isEqualTo(InstanceLook.script(List.of(), "{\"packageManager\":\"dpkg\",\"packages\":[]}"));
        assertThat(report.instances())
                .extracting(InstanceVerdict::difference)
                .contains(
                        "files: its image has no manifest (/etc/ami-bakery/manifest.json); "
                                + "its packages are those that a test of its image listed",
                        "files: it has a manifest, and a test of its image found none");
    }

    @Test
    void whatMayDifferIsSentAlong() throws Exception {
        String before = InstanceLook.script(List.of(), "");
        Files.writeString(place.resolve("allow.txt"), "# cache\n/etc/web/*.cache\n");

        verify(new VerifyFleet(REGION, "web", "", "", "", "", "allow.txt", ""));

        assertThat(fleet.script)
                .isEqualTo(InstanceLook.script(List.of("/etc/web/*.cache"), ""))
                .isNotEqualTo(before);
    }

    @Test
    void whatIsNotThereOrRunsNothingIsRefusedInOneLine() {
        fleet.groups.put("empty", new Group("empty", List.of(FakeFleet.FOUR), List.of(), 1, List.of(), ""));
        Map.of(
                        of("nobody"),
                        "There is no Auto Scaling group 'nobody' in us-west-2.",
                        of("empty"),
                        "No instance runs in us-west-2 for the group empty, so that there is nothing to verify.",
                        new VerifyFleet(REGION, "", "qa", "", "", "", "", ""),
                        "There is no stack 'qa' in us-west-2; it was never deployed.",
                        new VerifyFleet(REGION, "", "", "a", "b", "", "", ""),
                        "No instance runs in us-west-2 for the tag a=b, so that there is nothing to verify.",
                        new VerifyFleet(REGION, "web", "", "", "", "", "", "none.json"),
                        "The manifest none.json is not there.",
                        new VerifyFleet(REGION, "web", "", "", "", "", "none.txt", ""),
                        "The list of what may differ, none.txt, is not there.")
                .forEach((asked, line) ->
                        assertThatThrownBy(() -> verify(asked)).as(line).hasMessage(line));
        assertThat(fleet.script).isEmpty();
    }

    @Test
    void oneThingIsVerifiedAtATime() {
        assertThatThrownBy(() -> of("")).hasMessage("Nothing is given to verify; name a group, a stack or a tag.");
        assertThatThrownBy(() -> new VerifyFleet(REGION, "a", "b", "", "", "", "", ""))
                .hasMessageStartingWith("Several things are given");
        assertThatThrownBy(() -> new VerifyFleet("", "a", "", "", "", "", "", ""))
                .hasMessageStartingWith("No region");
        assertThat(Set.of(VerifyFleet.key("a=b=c"), VerifyFleet.value("a=b=c"))).containsExactlyInAnyOrder("a", "b=c");
    }
}
