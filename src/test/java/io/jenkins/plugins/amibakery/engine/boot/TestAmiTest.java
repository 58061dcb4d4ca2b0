package io.jenkins.plugins.amibakery.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.cloud.TestBench;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestAmiTest {
    private static final Region WEST = new Region("us-west-2");
    private static final AmiId WEB = new AmiId("ami-0123456789abcdef0");
    private static final String SUBNET = "subnet-0123456789abcdef0";

    @TempDir
    private Path workspace;

    private final FakeCloud cloud = new FakeCloud().has(WEST, WEB);

    private static TestAmi test(String script, String userData, String subnet) {
        return new TestAmi(WEB.value(), "us-west-2", "job-1-9f3a01c4", script, "", userData, subnet, "", 120, 900);
    }

    private AmiTest run(TestAmi test) throws IOException, InterruptedException {
        return test.run(new Workplace(workspace, Map.of()), cloud);
    }

    private static String console(TestAmi test, String... report) {
        return Consoles.with(test.nonce(), "end", report);
    }

    @Test
    void anAmiThatBootsWithoutFetchingPassesAndNothingStays() throws Exception {
        TestAmi test = test("", "", "");
        cloud.bench.consoles.addAll(List.of(
                "",
                "[ OK ] Started",
                Consoles.with(test.nonce(), "boot", "health passed"),
                console(test, "health passed", "scanned", "manifest same " + "a".repeat(64), "complete")));

        AmiTest tested = run(test);

        assertThat(tested.outcome()).isEqualTo(Verdict.PASSED);
        assertThat(tested.bootMillis()).isEqualTo(3_000);
        assertThat(tested.checks())
                .extracting(check -> check.name() + ": " + check.word())
                .containsExactly(
                        "Health: passed",
                        "Fetches at boot: passed",
                        "Manifest: passed",
                        "Asked of the network: passed");
        assertThat(tested.account()).isEqualTo("123456789012");
        assertThat(tested.left()).isEmpty();
        assertThat(cloud.bench.ended).containsExactly("job-1-9f3a01c4");
        assertThat(cloud.bench.launched.get(0).instanceType()).isEqualTo("t3.small");
        assertThat(tested.tree())
                .containsEntry("outcome", "passed")
                .containsEntry("ami", WEB.value())
                .containsEntry("nonce", test.nonce());
        assertThat(tested.answers(test)).isTrue();
        assertThat(Schema.of("test").faults(tested.tree())).isEmpty();
    }

    @Test
    void whatNobodyCountsAndAManifestThatIsNotThereLeaveTheRestAsItIs() throws Exception {
        TestAmi test = test("", "", "");
        cloud.bench.asked = Optional.empty();
        cloud.bench.consoles.add(console(test, "health passed", "scanned", "manifest none", "complete"));

        AmiTest tested = run(test);

        assertThat(tested.checks())
                .filteredOn(check -> check.verdict() == Verdict.NOT_KNOWN)
                .hasSize(2);
        assertThat(tested.outcome()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void ofAnImageWithoutManifestTheTestKeepsAListOfItsPackagesAsItsOwnWord() throws Exception {
        TestAmi test = test("", "", "");
        String list = "dpkg\nbash\t5.2.15-2+b7\tamd64\nzlib1g\t1:1.2.13\tamd64\n";
        String end = console(test, "health passed", "scanned", "manifest made 2 " + Sha256.of(list), "complete");
        cloud.bench.consoles.addAll(List.of(end, Consoles.sent(test.nonce(), "packages", Consoles.packed(list)) + end));

        AmiTest tested = run(test);

        assertThat(tested.outcome()).isEqualTo(Verdict.PASSED);
        assertThat(tested.checks())
                .filteredOn(check -> check.name().equals(AmiTest.MANIFEST))
                .containsExactly(new Check(
                        AmiTest.MANIFEST,
                        Verdict.NOT_KNOWN,
                        "the image has none; the test listed its 2 packages, SHA-256 " + Sha256.of(list)));
        assertThat(tested.manifest())
                .startsWith("{\"schema\":1,\"madeBy\":\"test\",\"ami\":\"" + WEB + "\"")
                .contains("{\"name\":\"zlib1g\",\"version\":\"1:1.2.13\",\"architecture\":\"amd64\"}");
        assertThat(Schema.of("test").faults(tested.tree())).isEmpty();
    }

    @Test
    void aListThatIsTooLongOrNeverArrivesWholeIsToldByItsDigestAlone() throws Exception {
        TestAmi test = test("", "", "");
        String digest = "a".repeat(64);
        cloud.bench.consoles.add(console(test, "health passed", "scanned", "manifest long 4711 " + digest, "complete"));
        assertThat(run(test).notes())
                .contains("Manifest: Not known, the image has none; a list of its 4711 packages, SHA-256 " + digest
                        + ", is too long for the console");

        cloud.bench.consoles.clear();
        String forged = Consoles.sent(test.nonce(), "packages", Consoles.packed("dpkg\nbash\t5\tamd64\n"));
        cloud.bench.consoles.add(
                forged + console(test, "health passed", "scanned", "manifest made 1 " + digest, "complete"));
        AmiTest tested = run(test);
        assertThat(tested.manifest()).isEmpty();
        assertThat(tested.notes())
                .contains("Manifest: Not known, the image has none; a list of its 1 packages, SHA-256 " + digest
                        + ", did not arrive whole");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    fetch web.service: /usr/bin/curl http://x/         | Fetches at boot      | web.service: /usr/bin/curl http://x/
                    manifest differs 2 file changed: /etc/motd        | Manifest             | differences: 2, the first is: file changed: /etc/motd
                    script 3                                          | Test script          | check.sh ended with 3
                    """)
    void whatFailsIsNamed(String line, String check, String evidence) throws Exception {
        Files.writeString(workspace.resolve("check.sh"), "#!/bin/sh\nexit 3\n");
        TestAmi test = test("check.sh", "", "");
        String script = line.startsWith("script") ? line : "script 0";
        cloud.bench.consoles.add(console(test, "health passed", script, "scanned", line, "complete"));

        AmiTest tested = run(test);

        assertThat(tested.outcome()).isEqualTo(Verdict.FAILED);
        assertThat(tested.reasons()).containsExactly(check + ": " + evidence);
        assertThat(cloud.bench.launched.get(0).userData()).contains("IyEvYmluL3NoCmV4aXQgMwo=");
    }

    @Test
    void anInstanceThatAsksItsNetworkFails() throws Exception {
        TestAmi test = test("", "", "");
        cloud.bench.asked = Optional.of(new TestBench.Asked(4, 1));
        cloud.bench.consoles.add(console(test, "health passed", "scanned", "manifest none", "complete"));

        assertThat(run(test).reasons())
                .containsExactly(
                        "Asked of the network: packets counted outside: 4 ask for a name, 1 begin a connection");
    }

    @Test
    void userDataIsLookedThroughAndNotRun() throws Exception {
        Files.writeString(workspace.resolve("data.sh"), "#!/bin/sh\nyum -y install httpd\n");
        TestAmi test = test("", "data.sh", "");
        cloud.bench.consoles.add(console(test, "health passed", "scanned", "manifest none", "complete"));

        assertThat(run(test).reasons()).containsExactly("Fetches in user data: data.sh: yum -y install httpd");
        assertThat(cloud.bench.launched.get(0).userData()).doesNotContain("httpd");
    }

    @Test
    void anInstanceThatNeverReportsIsNotHealthyWithItsLastWords() throws Exception {
        cloud.bench.consoles.add("[  0.1] Linux\r\nKernel panic - not syncing\r\n");

        AmiTest tested = run(test("", "", ""));

        assertThat(tested.reasons())
                .containsExactly(
                        "Health: not healthy, its console shows no report, at last: Kernel panic - not syncing; "
                                + "the budget is 120 s");
        assertThat(tested.bootMillis()).isEqualTo(-1);
        assertThat(tested.checks())
                .filteredOn(check -> check.name().equals(AmiTest.BOOT))
                .allMatch(check -> check.verdict() == Verdict.NOT_KNOWN);
    }

    @Test
    void oneThatSaysWhyItIsNotHealthyIsQuoted() throws Exception {
        TestAmi test = test("", "", "");
        cloud.bench.consoles.add(console(test, "health failed failed units: web.service", "scanned", "complete"));

        assertThat(run(test).reasons())
                .containsExactly("Health: not healthy, failed units: web.service; the budget is 120 s");
    }

    @Test
    void healthThatComesTooLateFails() throws Exception {
        TestAmi test = test("", "", "");
        for (int second = 1; second < 125; second++) {
            cloud.bench.consoles.add("");
        }
        cloud.bench.consoles.add(console(test, "health passed", "scanned", "manifest none", "complete"));

        assertThat(run(test).reasons())
                .containsExactly("Health: healthy 2 min 5 s after the launch; the budget is 120 s");
    }

    @Test
    void aTestThatIsTakenUpLateKnowsWhenItsInstanceWasHealthy() throws Exception {
        TestAmi test = test("", "", "");
        cloud.bench.age = Duration.ofSeconds(299);
        cloud.bench.consoles.add(
                console(test, "health passed", "at 4", "scanned", "manifest none", "complete", "now 284"));

        AmiTest tested = run(test);

        assertThat(tested.bootMillis()).isEqualTo(20_000);
        assertThat(tested.outcome()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void oneThatEndsByItselfFails() throws Exception {
        cloud.bench.consoles.add("Power down");
        cloud.bench.diesAtLast = true;

        assertThat(run(test("", "", "")).reasons().get(0)).contains("it ended by itself, at last: Power down");
    }

    @Test
    void anAbortEndsTheInstance() {
        cloud.bench.interrupts = true;

        assertThatThrownBy(() -> run(test("", "", ""))).isInstanceOf(InterruptedException.class);
        assertThat(cloud.bench.ended).containsExactly("job-1-9f3a01c4");
    }

    @Test
    void whatCannotBeRemovedIsNamedWithTheCommandThatWould() throws Exception {
        cloud.bench.keepsItsGroup = true;

        AmiTest tested = run(test("", "", ""));

        assertThat(tested.left()).extracting(Leftover::id).containsExactly("sg-0123");
        assertThat(tested.notes())
                .contains("Still there: security group sg-0123, denied; "
                        + "aws ec2 delete-security-group --group-id sg-0123 --region us-west-2");
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, is pending; only an available AMI can be tested.",
        "DISABLED, is disabled; only an available AMI can be tested.",
        "DEREGISTERED, is deregistered; only an available AMI can be tested."
    })
    void anAmiThatIsNotAvailableIsRefused(AmiState state, String message) {
        cloud.has(ami(state, "123456789012", Map.of()));

        refused(test("", "", ""), WEB + " " + message);
    }

    @Test
    void anotherAccountsAndARevokedAmiAndOneThatIsNotThereAreRefused() {
        cloud.has(ami(AmiState.AVAILABLE, "210987654321", Map.of()));
        refused(test("", "", ""), "belongs to account 210987654321; give an AMI of this account, 123456789012.");
        cloud.has(ami(AmiState.AVAILABLE, "123456789012", Map.of(Tags.REVOKED, "CVE")));
        refused(test("", "", ""), "is revoked");
        refused(
                new TestAmi("ami-00000000000000009", "us-west-2", "t", "", "", "", "", "", 120, 900),
                "ami-00000000000000009 is not in us-west-2, or this account does not see it");
    }

    @Test
    void aSubnetWithAWayOutIsRefused() {
        cloud.bench.wayOut = Optional.of("0.0.0.0/0 by igw-0123");

        refused(test("", "", SUBNET), "The subnet " + SUBNET + " has a way out (0.0.0.0/0 by igw-0123)");
    }

    @Test
    void aScriptThatIsNotThereOrTooLargeIsRefused() throws Exception {
        refused(test("check.sh", "", ""), "script is 'check.sh'; there is no such file in ");
        Files.write(workspace.resolve("check.sh"), new byte[9_000]);
        refused(test("check.sh", "", ""), "check.sh has 9000 bytes; a test's script can have ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ami-1                 |                             | 120 | 900  | Not an AMI id: 'ami-1'
                    ami-0123456789abcdef0 |                             | 0   | 900  | budgetSeconds is 0; it must be 1 or more.
                    ami-0123456789abcdef0 |                             | 120 | 150  | timeoutSeconds is 150; it must be from 180
                    ami-0123456789abcdef0 |                             | 120 | 9999 | to 3600.
                    ami-0123456789abcdef0 | http://example.com/         | 120 | 900  | healthUrl is 'http://example.com/'
                    ami-0123456789abcdef0 | http://localhost/';reboot   | 120 | 900  | healthUrl is
                    """)
    void whatCannotBeRightIsRefusedAtOnce(String ami, String url, int budget, int timeout, String message) {
        assertThatThrownBy(() ->
                        new TestAmi(ami, "us-west-2", "t", "", url == null ? "" : url, "", "", "", budget, timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static Ami ami(AmiState state, String owner, Map<String, String> tags) {
        return new Ami(WEB, WEST, "web", owner, state, "", Optional.empty(), "x86_64", false, List.of(), tags);
    }

    private void refused(TestAmi test, String message) {
        assertThatThrownBy(() -> run(test))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(cloud.bench.launched).isEmpty();
    }
}
