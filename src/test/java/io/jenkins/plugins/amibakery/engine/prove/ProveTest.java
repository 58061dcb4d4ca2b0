package io.jenkins.plugins.amibakery.engine.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.attest.DeployedAmi;
import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Disk;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Sharing;
import io.jenkins.plugins.amibakery.engine.cloud.Commands.Said;
import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Ingress;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProveTest {
    @TempDir
    private Path home;

    private ProvedCloud there;

    /** Something that is done to an environment. */
    private interface Change {
        void to(ProvedCloud there) throws IOException;
    }

    @BeforeEach
    void deploy() throws IOException {
        there = new ProvedCloud(home);
    }

    @Test
    void whatIsAsItShouldBeIsGreenButForTheDrillThatWasNotMade() throws Exception {
        ProofReport report = there.prove();

        assertThat(report.rows().stream()
                        .filter(row -> row.verdict() != Verdict.GREEN)
                        .map(ProofRow::proof))
                .containsExactly(Proof.GROWS);
        assertThat(report.summary())
                .isEqualTo("qa in us-west-2 and prod in us-west-2: not known, 1 of 16 proofs, first I2.4");
        assertThat(Schema.of("proofs").faults(report.tree())).isEmpty();
    }

    @Test
    void allOfItIsGreenAfterADrill() throws Exception {
        ProofReport drilled = there.prove(ProvedCloud.asked("", 3));
        ProofReport later = there.prove(ProvedCloud.asked("", 0));

        assertThat(drilled.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(drilled.row(Proof.GROWS).evidence())
                .startsWith("3 of 3 more instances of qa were healthy after ")
                .endsWith(", no activity failed");
        assertThat(later.row(Proof.GROWS).verdict()).isEqualTo(Verdict.GREEN);
        assertThat(later.row(Proof.GROWS).evidence()).contains("in a drill of " + FakeFleet.AMI);
        assertThat(there.cloud.capacity.desires).containsExactly(5, 2);
    }

    @Test
    void thoseOfEachIncidentStandTogether() throws Exception {
        assertThat(there.prove().notes())
                .containsSubsequence(
                        "",
                        "A change that went to one server",
                        "",
                        "Capacity that never came",
                        "",
                        "Production that was not what QA had tested");
    }

    private static Arguments row(Proof proof, Verdict verdict, String evidence, String what, Change change) {
        return Arguments.of(proof, verdict, evidence, Named.of(what, change));
    }

    private static Stream<Arguments> changes() {
        return Stream.of(ofFleets(), ofTests(), ofDeployments(), ofLaunches(), ofReplicas())
                .flatMap(rows -> rows);
    }

    private static Change says(String changed) {
        return there -> there.fleet.said.put("i-4", new Said("", FakeFleet.look(changed)));
    }

    private static Stream<Arguments> ofFleets() {
        String one = "i-4 of the stack prod: ";
        return Stream.of(
                row(
                        Proof.SAME_AMI,
                        Verdict.RED,
                        one + "its root volume is of ami-0aaaaaaaaaaaaaaa2",
                        "another AMI",
                        there -> there.fleet.snapshots.put("vol-i-4", "snap-2")),
                row(
                        Proof.SAME_AMI,
                        Verdict.NOT_KNOWN,
                        "snapshots is denied",
                        "volumes that cannot be read",
                        there -> there.fleet.refused.add("snapshots")),
                row(
                        Proof.NO_WAY_IN,
                        Verdict.RED,
                        "security group sg-web opens port 22 to 0.0.0.0/0, and 4 more are red",
                        "an open port",
                        there -> there.fleet.ingress.put("sg-web", List.of(new Ingress("tcp", 22, 22, "0.0.0.0/0")))),
                row(
                        Proof.NO_WAY_IN,
                        Verdict.NOT_KNOWN,
                        "ingress is denied",
                        "rules that cannot be read",
                        there -> there.fleet.refused.add("ingress")),
                row(
                        Proof.SAME_FILES,
                        Verdict.RED,
                        one + "file changed: /etc/hosts (content)",
                        "a changed file",
                        says("\"count\": 1, \"first\": [[\"file\", \"changed\", \"/etc/hosts\", \"content\"]]")),
                row(
                        Proof.SAME_FILES,
                        Verdict.NOT_KNOWN,
                        "run is denied",
                        "no Run Command",
                        there -> there.fleet.refused.add("run")),
                row(
                        Proof.NO_LOGIN,
                        Verdict.RED,
                        one + "it had a session of Session Manager",
                        "a session",
                        there -> there.fleet.sessions.add("i-4")),
                row(
                        Proof.NO_LOGIN,
                        Verdict.NOT_KNOWN,
                        "sessions is denied",
                        "sessions that cannot be read",
                        there -> there.fleet.refused.add("sessions")),
                row(
                        Proof.REPLACED_ONLY,
                        Verdict.RED,
                        "group prod: it never replaces an instance",
                        "no lifetime",
                        there -> {
                            Group now = there.fleet.groups.get("prod");
                            there.fleet.groups.put(
                                    "prod", new Group("prod", now.templates(), now.images(), 0, now.members(), ""));
                        }));
    }

    private static Change tested(String check, Check.Verdict verdict) {
        return there -> there.tested(FakeFleet.AMI, "2026-11-30T11:00:00Z", there.ours, Map.of(check, verdict));
    }

    private static Stream<Arguments> ofTests() {
        Change forged = there -> {
            there.productionRuns("snap-2");
            there.tested(FakeFleet.OTHER, "2026-11-30T11:00:00Z", Signer.fresh(), Map.of());
        };
        return Stream.of(
                row(
                        Proof.BOOTS_ALONE,
                        Verdict.RED,
                        "the check 'Health' of ami-0aaaaaaaaaaaaaaa1 failed in its test of 2026-11-30T11:00:00Z",
                        "a newer test that failed",
                        tested(AmiTest.HEALTH, Check.Verdict.FAILED)),
                row(
                        Proof.BOOTS_ALONE,
                        Verdict.NOT_KNOWN,
                        "no trusted key has signed a test of ami-0aaaaaaaaaaaaaaa2",
                        "a test signed by a stranger",
                        forged),
                row(
                        Proof.FETCHES_NOTHING,
                        Verdict.RED,
                        "'Fetches in user data' of ami-0aaaaaaaaaaaaaaa1 failed",
                        "user data that fetches",
                        tested(AmiTest.USER_DATA, Check.Verdict.FAILED)),
                row(
                        Proof.FETCHES_NOTHING,
                        Verdict.NOT_KNOWN,
                        "'Fetches at boot' of ami-0aaaaaaaaaaaaaaa1 is not known",
                        "units that were not read",
                        tested(AmiTest.BOOT, Check.Verdict.NOT_KNOWN)),
                row(
                        Proof.ASKED_NOTHING,
                        Verdict.RED,
                        "'Asked of the network' of ami-0aaaaaaaaaaaaaaa1 failed",
                        "a question for a name",
                        tested(AmiTest.OUTSIDE, Check.Verdict.FAILED)),
                row(
                        Proof.ASKED_NOTHING,
                        Verdict.NOT_KNOWN,
                        "is not known",
                        "nobody counts",
                        tested(AmiTest.OUTSIDE, Check.Verdict.NOT_KNOWN)),
                row(
                        Proof.TESTED_FIRST,
                        Verdict.RED,
                        "ami-0aaaaaaaaaaaaaaa2 runs in production and was not tested; ami-0aaaaaaaaaaaaaaa1 was",
                        "an untested bake of the same commit",
                        forged),
                row(
                        Proof.TESTED_FIRST,
                        Verdict.RED,
                        "ami-0aaaaaaaaaaaaaaa1 runs in production: testAmi failed: [Health]",
                        "a test that failed",
                        tested(AmiTest.HEALTH, Check.Verdict.FAILED)));
    }

    private static Change checkedInQa(Check... checks) {
        return deployedToQa("", checks);
    }

    private static Change deployedToQa(String failure, Check... checks) {
        return there -> new DeployedAmi(
                        new DeployedAmi.Known(
                                "https://jenkins/job/qa/1/",
                                "job",
                                "deploy-1",
                                "qa",
                                List.of("qa in us-west-2"),
                                failure,
                                Instant.parse("2026-11-30T11:00:00Z"),
                                List.of()),
                        List.of(checks),
                        Instant.parse("2026-11-30T12:00:00Z"))
                .keep(
                        new Attestations(new FileStore(there.home.resolve("store"))),
                        there.ours,
                        new Verifier(List.of(there.ours.verifyingKey())),
                        List.of(new AmiId(FakeFleet.AMI)));
    }

    private static Stream<Arguments> ofDeployments() {
        return Stream.of(
                row(
                        Proof.TESTED_FIRST,
                        Verdict.GREEN,
                        "in QA: deployed by https://jenkins/job/qa/1/, passed Smoke test",
                        "checks that passed in QA",
                        checkedInQa(new Check("Smoke test", Check.Verdict.PASSED, ""))),
                row(
                        Proof.TESTED_FIRST,
                        Verdict.RED,
                        "in QA: its deployment by https://jenkins/job/qa/1/ failed: it broke",
                        "a deployment to QA that failed",
                        deployedToQa("it broke", new Check("Smoke test", Check.Verdict.PASSED, ""))),
                row(
                        Proof.TESTED_FIRST,
                        Verdict.RED,
                        "Smoke test failed: 500",
                        "a check that failed in QA",
                        checkedInQa(new Check("Smoke test", Check.Verdict.FAILED, "500"))),
                row(
                        Proof.TESTED_FIRST,
                        Verdict.NOT_KNOWN,
                        "and nothing was checked there",
                        "nothing was checked in QA",
                        checkedInQa()));
    }

    private static Stream<Arguments> ofLaunches() {
        TemplateRef latest = new TemplateRef("lt-0123", "$Latest");
        Change floating = there -> {
            there.launches("prod", latest);
            there.template(latest, FakeFleet.AMI);
        };
        return Stream.of(
                row(
                        Proof.BAKE_APART,
                        Verdict.RED,
                        "group prod launches version $Latest of lt-0123",
                        "$Latest",
                        floating),
                row(Proof.NOTHING_LATEST, Verdict.RED, "group prod launches version $Latest", "$Latest", floating),
                row(
                        Proof.NOTHING_LATEST,
                        Verdict.RED,
                        "the template of qa line 2: the parameter's AMI is the newest value",
                        "a parameter of Systems Manager",
                        there -> there.cloud.stacks.templates.put(
                                "qa", "A:\n  Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>\n")),
                row(
                        Proof.NOTHING_LATEST,
                        Verdict.RED,
                        "the template of prod's nested Web line 2: the parameter's AMI is the newest value",
                        "a parameter of Systems Manager in a nested stack",
                        there -> there.cloud.stacks.templates.put(
                                "prod/Web", "A:\n  Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>\n")),
                row(
                        Proof.NOTHING_LATEST,
                        Verdict.NOT_KNOWN,
                        "the template of a stack was not read",
                        "no template",
                        there -> there.cloud.stacks.templates.remove("qa")),
                row(
                        Proof.BAKE_APART,
                        Verdict.RED,
                        "version 4 of lt-0123 names resolve:ssm:/web, not one AMI",
                        "a parameter in the launch template",
                        there -> there.template(FakeFleet.FOUR, "resolve:ssm:/web")),
                row(
                        Proof.BAKE_APART,
                        Verdict.RED,
                        "ami-0aaaaaaaaaaaaaaa1 in us-west-2 is disabled",
                        "a disabled AMI",
                        there -> there.image(FakeFleet.AMI, ProvedCloud.REGION, AmiState.DISABLED)),
                row(
                        Proof.BAKE_APART,
                        Verdict.NOT_KNOWN,
                        "templates is denied",
                        "templates that cannot be read",
                        there -> there.fleet.refused.add("templates")),
                row(
                        Proof.LAUNCHABLE,
                        Verdict.RED,
                        "there is no copy of ami-0aaaaaaaaaaaaaaa1 in eu-west-1",
                        "a deregistered copy",
                        there -> there.fleet.copies.clear()),
                row(
                        Proof.LAUNCHABLE,
                        Verdict.RED,
                        "snapshot snap-1 of ami-0aaaaaaaaaaaaaaa1 in us-west-2 is gone",
                        "a snapshot that is gone",
                        there -> there.cloud.capacity.disks.put("snap-1", new Disk("snap-1", "gone", ""))),
                row(
                        Proof.LAUNCHABLE,
                        Verdict.RED,
                        "the key " + ProvedCloud.KEY + " of ami-0aaaaaaaaaaaaaaa1 is disabled",
                        "a disabled key",
                        there -> there.encrypted("Disabled", ProvedCloud.policy("kms:*"))),
                row(
                        Proof.LAUNCHABLE,
                        Verdict.RED,
                        "names AWSServiceRoleForAutoScaling neither in its policy nor in a grant",
                        "a key that Auto Scaling may not use",
                        there -> there.encrypted("Enabled", ProvedCloud.policy("kms:DescribeKey"))),
                row(
                        Proof.LAUNCHABLE,
                        Verdict.GREEN,
                        "EC2 would launch it",
                        "a key whose policy lets Auto Scaling",
                        there -> there.encrypted("Enabled", ProvedCloud.policy("kms:*"))),
                row(
                        Proof.LAUNCHABLE,
                        Verdict.GREEN,
                        "EC2 would launch it",
                        "a key with a grant",
                        there -> there.encrypted("Enabled", "{}", "arn:aws:iam::1:role/AWSServiceRoleForAutoScaling")),
                row(
                        Proof.LAUNCHABLE,
                        Verdict.RED,
                        "EC2 would not launch version 4 of lt-0123 of group qa: no such subnet",
                        "a launch that EC2 refuses",
                        there -> there.cloud.capacity.refusal = Optional.of("no such subnet")),
                row(Proof.LAUNCHABLE, Verdict.NOT_KNOWN, "key is denied", "a key that cannot be read", there -> {
                    there.encrypted("Enabled", "{}");
                    there.cloud.capacity.refused.add("key");
                }),
                row(
                        Proof.LAUNCHABLE,
                        Verdict.NOT_KNOWN,
                        "refusal is denied",
                        "no right to ask",
                        there -> there.cloud.capacity.refused.add("refusal")));
    }

    private static Stream<Arguments> ofReplicas() {
        return Stream.of(
                row(
                        Proof.REPLICA,
                        Verdict.RED,
                        "AMI: ami-0aaaaaaaaaaaaaaa1 and ami-0aaaaaaaaaaaaaaa2, neither is a copy of the other",
                        "a second bake",
                        there -> there.productionRuns("snap-2")),
                row(Proof.REPLICA, Verdict.GREEN, "by copies", "a copy", there -> {
                    there.productionRuns("snap-2");
                    there.fleet.copies.put(FakeFleet.OTHER, FakeFleet.AMI + " in us-west-2");
                }),
                row(
                        Proof.SAME_TEMPLATES,
                        Verdict.RED,
                        "parameter Debug: off and on, differs",
                        "a parameter that must not differ",
                        there -> {
                            there.deploys("qa", Map.of("Debug", "off"));
                            there.deploys("prod", Map.of("Debug", "on"));
                        }),
                row(
                        Proof.SAME_TEMPLATES,
                        Verdict.NOT_KNOWN,
                        "a stack has no template",
                        "no template",
                        there -> there.cloud.stacks.templates.remove("qa")),
                row(
                        Proof.SAME_INSIDE,
                        Verdict.RED,
                        "instances have different manifests",
                        "another manifest",
                        there -> there.fleet.said.put(
                                "i-4", new Said("", FakeFleet.look("").replace(FakeFleet.MANIFEST, "b".repeat(64))))),
                row(
                        Proof.SAME_INSIDE,
                        Verdict.NOT_KNOWN,
                        "run is denied",
                        "no Run Command",
                        there -> there.fleet.refused.add("run")));
    }

    @ParameterizedTest(name = "{3}: {0} is {1}")
    @MethodSource("changes")
    void whatIsDoneIsNamed(Proof proof, Verdict verdict, String evidence, Change change) throws Exception {
        change.to(there);

        ProofRow row = there.prove().row(proof);

        assertThat(row.evidence()).contains(evidence);
        assertThat(row.verdict()).isEqualTo(verdict);
    }

    private static Stream<Arguments> ofOtherAccounts() {
        Sharing shared = new Sharing(Set.of("210987654321"), false, false);
        Sharing organization = new Sharing(Set.of(), false, true);
        String theirs =
                "arn:aws:iam::210987654321:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
        Change reaches = there -> {
            there.cloud.capacity.sharing.put(FakeFleet.AMI, shared);
            there.cloud.capacity.sharing.put(ProvedCloud.COPY, shared);
        };
        return Stream.of(
                row(
                        Proof.LAUNCHABLE,
                        Verdict.RED,
                        "ami-0aaaaaaaaaaaaaaa1 in us-west-2 is not shared",
                        "no one",
                        one -> {}),
                row(
                        Proof.LAUNCHABLE,
                        Verdict.RED,
                        "ami-0aaaaaaaaaaaaaaa9 in eu-west-1 is not shared",
                        "copy",
                        there -> {
                            there.cloud.capacity.sharing.put(FakeFleet.AMI, shared);
                        }),
                row(
                        Proof.LAUNCHABLE,
                        Verdict.GREEN,
                        "shared with 210987654321, 210987654321 cannot copy it, since snap-1 is not shared",
                        "shared",
                        reaches),
                row(Proof.LAUNCHABLE, Verdict.GREEN, "shared with 210987654321; EC2", "snapshots", there -> {
                    reaches.to(there);
                    there.cloud.capacity.sharing.put("snap-1", shared);
                    there.cloud.capacity.sharing.put("snap-9", shared);
                }),
                row(Proof.LAUNCHABLE, Verdict.NOT_KNOWN, "is shared with an organization", "organization", there -> {
                    reaches.to(there);
                    there.cloud.capacity.sharing.put(FakeFleet.AMI, organization);
                }),
                row(Proof.LAUNCHABLE, Verdict.NOT_KNOWN, "launchers is denied", "may not be read", there -> {
                    there.cloud.capacity.refused.add("launchers");
                }),
                row(Proof.LAUNCHABLE, Verdict.RED, "names 210987654321:role/", "key of our role alone", there -> {
                    reaches.to(there);
                    there.encrypted("Enabled", ProvedCloud.policy("kms:*"));
                }),
                row(Proof.LAUNCHABLE, Verdict.GREEN, "shared with 210987654321", "key with a grant", there -> {
                    reaches.to(there);
                    there.encrypted("Enabled", ProvedCloud.policy("kms:*"), theirs);
                }));
    }

    @ParameterizedTest(name = "{3}: {0} is {1}")
    @MethodSource("ofOtherAccounts")
    void otherAccountsHaveToBeAbleToLaunch(Proof proof, Verdict verdict, String evidence, Change change)
            throws Exception {
        change.to(there);

        ProofRow row = there.prove(ProvedCloud.asked("210987654321")).row(proof);

        assertThat(row.evidence()).contains(evidence);
        assertThat(row.verdict()).isEqualTo(verdict);
    }

    @Test
    void anAccountHasTwelveDigits() {
        assertThatThrownBy(() -> ProvedCloud.asked("acme"))
                .hasMessage("'acme' is not the id of an AWS account, which has 12 digits.");
    }

    @Test
    void aCopyOfWhatWasTestedIsTested() throws Exception {
        there.productionRuns("snap-2");
        there.fleet.copies.put(FakeFleet.OTHER, FakeFleet.AMI + " in us-west-2");

        assertThat(there.prove().row(Proof.TESTED_FIRST).verdict()).isEqualTo(Verdict.GREEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu west", "us-west-2 nowhere"})
    void copiesAreInRegions(String regions) {
        assertThatThrownBy(() -> ProvedCloud.asked(regions, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
