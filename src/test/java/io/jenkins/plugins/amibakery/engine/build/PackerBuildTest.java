package io.jenkins.plugins.amibakery.engine.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.WrittenAmis;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackerBuildTest {
    private static final PackerVersion OLD = new PackerVersion(1, 6, 6);
    private static final PackerVersion CURRENT = new PackerVersion(1, 16, 0);
    private static final BakedAmi AMI =
            BakedAmi.named("web", new Region("us-west-2"), new AmiId("ami-0123456789abcdef0"));
    private static final PackerFacts NOTHING = new PackerRun().facts();

    @TempDir
    private Path directory;

    @Test
    void standardVariablesAreFilledWhereTheTemplateDeclaresThem() throws IOException {
        BakePlan plan = plan(
                request(
                                "t.json",
                                "{\"variables\":{\"bake_id\":\"\",\"region\":\"\"},\"builders\":[{\"type\":\"null\"}]}")
                        .region(Optional.of(new Region("eu-west-1")))
                        .build(),
                OLD);

        assertThat(plan.build().words()).containsSequence("-var", "bake_id=b-1", "-var", "region=eu-west-1");
        assertThat(plan.build().toString()).doesNotContain("ec2_endpoint");
    }

    @Test
    void whatTheUserGivesWinsOverAStandardVariable() throws IOException {
        BakePlan plan = plan(
                request("t.json", "{\"variables\":{\"region\":\"\"},\"builders\":[{\"type\":\"null\"}]}")
                        .region(Optional.of(new Region("eu-west-1")))
                        .variables(Map.of("region", "us-east-1"))
                        .build(),
                OLD);

        assertThat(plan.build().words()).contains("region=us-east-1").doesNotContain("region=eu-west-1");
    }

    private static final String FIXED =
            "{\"builders\":[{\"type\":\"amazon-ebs\",\"region\":\"us-west-2\"},{\"type\":\"null\"}]}";

    private Optional<Region> region(BakeRequest request, Map<String, String> environment) {
        return PackerBuild.region(request, read(request), environment, new FakeCloud());
    }

    @Test
    void regionGivenForABakeIsRefusedWhereABuilderWorksInAnother() throws IOException {
        BakeRequest request = request("t.json", FIXED)
                .region(Optional.of(new Region("eu-central-1")))
                .build();

        assertThatThrownBy(() -> region(request, Map.of()))
                .hasMessageMatching(
                        "The region eu-central-1 was given, but the builder amazon-ebs of \\S*t.json works in us-west-2\\. Leave out .*")
                .isInstanceOfSatisfying(
                        BakeFailedException.class,
                        refused -> assertThat(refused.failure().cause()).isEqualTo(FailureCause.OTHER_REGION));
    }

    @Test
    void defaultRegionGivesWayToThatOfTheTemplate() throws IOException {
        BakeRequest request = request("t.json", FIXED)
                .defaultRegion(Optional.of(new Region("eu-central-1")))
                .build();

        assertThat(region(request, Map.of())).contains(new Region("us-west-2"));
    }

    @Test
    void regionGivenForABakeIsRightWhereTheBuilderTakesItOrNamesNone() throws IOException {
        Optional<Region> given = Optional.of(new Region("eu-central-1"));
        String declared =
                "variable \"region\" {}\nsource \"amazon-ebs\" \"a\" {\n region = var.region\n}\nbuild {\n sources = [\"source.amazon-ebs.a\"]\n}\n";

        assertThat(region(request("t.pkr.hcl", declared).region(given).build(), Map.of()))
                .isEqualTo(given);
        assertThat(region(
                        request("t.json", "{\"builders\":[{\"type\":\"amazon-ebs\"}]}")
                                .region(given)
                                .build(),
                        Map.of()))
                .isEqualTo(given);
    }

    @Test
    void regionOfTheEnvironmentOfPackerIsThatOfTheBuilder() throws IOException {
        String elsewhere =
                "variable \"where\" {\n default = \"us-west-2\"\n}\nsource \"amazon-ebs\" \"a\" {\n region = var.where\n}\nbuild {\n sources = [\"source.amazon-ebs.a\"]\n}\n";
        BakeRequest request = request("t.pkr.hcl", elsewhere)
                .region(Optional.of(new Region("eu-central-1")))
                .build();

        assertThat(region(request, Map.of("PKR_VAR_where", "eu-central-1"))).contains(new Region("eu-central-1"));
        assertThatThrownBy(() -> region(request, Map.of())).hasMessageContaining("builder amazon-ebs.a of");
    }

    @Test
    void secretIsInNoWordOfTheCommand() throws IOException {
        BakeRequest request = request("t.json", "{\"variables\":{\"word\":\"\"},\"builders\":[{\"type\":\"null\"}]}")
                .secretVariables(Map.of("word", "swordfish"))
                .build();

        BakePlan plan = PackerBuild.plan(request, read(request), OLD, Optional.of(directory.resolve("secret.json")));

        assertThat(plan.build().words())
                .noneMatch(word -> word.contains("swordfish"))
                .contains("-var-file=" + directory.resolve("secret.json"));
        assertThat(plan.build().secrets()).contains("swordfish");
    }

    @Test
    void unknownVariableIsRefusedBeforeAnythingStarts() throws IOException {
        BakeRequest request = request("t.json", "{\"variables\":{\"word\":\"\"},\"builders\":[{\"type\":\"null\"}]}")
                .variables(Map.of("wrod", "x"))
                .build();

        assertThatThrownBy(() -> plan(request, OLD))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("wrod")
                .hasMessageContaining("did you mean 'word'?");
    }

    @Test
    void oldPackerGetsATemplateThatGoesToTheEndpoint() throws IOException {
        BakeRequest request = request("t.json", """
                {"builders": [{"type": "amazon-ebs", "region": "us-west-2"}, {"type": "null"},
                  {"type": "amazon-ebs", "name": "own", "custom_endpoint_ec2": "{{user `mine`}}"}],
                 "provisioners": [{"type": "shell", "script": "{{ template_dir }}/run.sh"}]}""")
                .endpoint(Optional.of("http://localhost:5555"))
                .build();

        assertThat(plan(request, OLD).redirected().orElseThrow())
                .contains(
                        "{\"type\":\"amazon-ebs\",\"region\":\"us-west-2\",\"custom_endpoint_ec2\":\"http://localhost:5555\"}")
                .contains("{\"type\":\"null\"}", "\"custom_endpoint_ec2\":\"{{user `mine`}}\"")
                .contains("\"script\":\"" + directory + "/run.sh\"");
        assertThat(plan(request, CURRENT).redirected()).isEmpty();
        assertThat(plan(request, CURRENT).build().environment())
                .containsEntry("AWS_ENDPOINT_URL", "http://localhost:5555");
    }

    @Test
    void hclThatOldPackerWouldTakeToAwsIsRefused() throws IOException {
        BakeRequest request = request(
                        "t.pkr.hcl", "source \"amazon-ebs\" \"x\" {}\nbuild { sources = [\"amazon-ebs.x\"] }\n")
                .endpoint(Optional.of("http://localhost:5555"))
                .build();

        assertThatThrownBy(() -> plan(request, PackerVersion.read("1.8.0").orElseThrow()))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageStartingWith(
                        "Packer 1.8.0 would ignore the endpoint http://localhost:5555 and bake in AWS itself: take packer"
                                + " 1.10 or newer, or add to each amazon source: custom_endpoint_ec2 = \"http://localhost:5555\"");
        assertThat(plan(request, CURRENT).redirected()).isEmpty();
    }

    @Test
    void tooOldPackersAreRefused() throws IOException {
        BakeRequest json = request("t.json", "{\"builders\":[]}").build();
        BakeRequest hcl = request("t.pkr.hcl", "source \"null\" \"a\" {}").build();

        assertThatThrownBy(() -> plan(json, new PackerVersion(1, 5, 6))).hasMessageContaining("1.5.6");
        assertThatThrownBy(() -> plan(hcl, OLD)).hasMessageContaining("HCL").hasMessageContaining("1.7");
    }

    @Test
    void initIsPreparedForHclWithPluginsAlone() throws IOException {
        String plugins = "packer {\n  required_plugins {\n    amazon = {\n      version = \">= 1\"\n"
                + "      source = \"github.com/hashicorp/amazon\"\n    }\n  }\n}\n";

        assertThat(plan(request("a.pkr.hcl", plugins).build(), CURRENT).preparation())
                .hasValueSatisfying(init -> assertThat(init.words()).contains("init"));
        assertThat(plan(request("b.pkr.hcl", "source \"null\" \"a\" {}").build(), CURRENT)
                        .preparation())
                .isEmpty();
    }

    @Test
    void manifestIsReadWherePackerRuns() throws IOException {
        String template = "{\"builders\":[{\"type\":\"null\"}],\"post-processors\":[{\"type\":\"manifest\"}]}";

        assertThat(plan(request("t.json", template).build(), OLD).manifests())
                .containsExactly(directory.resolve("packer-manifest.json"));
    }

    @Test
    void eachAmiIsToldOnceWhetherManifestOrLogNamesIt() throws IOException {
        PackerFacts facts = facts("1,web,artifact,0,id,us-west-2:ami-0123456789abcdef0\n"
                + "1,web,artifact,1,id,us-west-2:ami-0123456789abcdef0\n"
                + "1,other,artifact,0,id,us-west-2:ami-00000000000000000\n");

        PackerVerdict verdict = PackerBuild.conclude(any(), ended(0), facts, written(AMI));

        assertThat(verdict.amis())
                .extracting(ami -> ami.id().value())
                .containsExactly("ami-0123456789abcdef0", "ami-00000000000000000");
        assertThat(verdict.failures()).isEmpty();
    }

    @Test
    void partialSuccessIsAFailureThatKeepsItsAmis() throws IOException {
        PackerFacts facts =
                facts("1,,ui,error,Build 'bad' errored after 1 second: Script exited with non-zero exit status: 3\n"
                        + "1,,error-count,1\n1,bad,error,Script exited with non-zero exit status: 3\n");

        PackerVerdict verdict = PackerBuild.conclude(any(), ended(1), facts, written(AMI));

        assertThat(verdict.amis()).containsExactly(AMI);
        assertThat(verdict.failures()).extracting(Failure::where).containsExactly("bad");
    }

    @Test
    void failureWithoutAWordOfPackerNamesTheExitCode() throws IOException {
        assertThat(PackerBuild.conclude(any(), ended(3), NOTHING, written()).failures())
                .extracting(Failure::detail)
                .containsExactly("packer ended with exit code 3");
        assertThat(PackerBuild.conclude(any(), ended(137), NOTHING, written()).failures())
                .extracting(Failure::detail)
                .containsExactly("packer was ended from outside, by signal 9");
    }

    @Test
    void aBrokenManifestIsTheFailureWhereNothingElseTellsAnAmi() throws IOException {
        Path manifest = directory.resolve("packer-manifest.json");
        Files.writeString(manifest, "{\"builds\": [ broken");
        WrittenAmis broken = WrittenAmis.in(Map.of(manifest, Optional.empty()), Instant.MIN);
        PackerFacts facts = facts("1,web,artifact,0,id,us-west-2:ami-0123456789abcdef0\n");

        assertThat(WrittenAmis.in(Map.of(manifest, Optional.of("an-earlier-run")), Instant.MIN)
                        .broken())
                .isEqualTo(broken.broken());
        assertThat(PackerBuild.conclude(any(), ended(0), NOTHING, broken).failures())
                .extracting(Failure::cause)
                .containsExactly(FailureCause.MANIFEST_BROKEN);
        assertThat(PackerBuild.conclude(any(), ended(0), facts, broken).failures())
                .isEmpty();
        assertThat(PackerBuild.conclude(any(), ended(1), NOTHING, broken).failures())
                .extracting(Failure::cause)
                .containsExactly(FailureCause.UNKNOWN);
        assertThat(WrittenAmis.in(Map.of(directory.resolve("none.json"), Optional.empty()), Instant.MIN))
                .isEqualTo(written());
    }

    private static WrittenAmis written(BakedAmi... amis) {
        return new WrittenAmis(List.of(amis), List.of());
    }

    @Test
    void goodEndWithoutAnAmiIsNoSuccess() throws IOException {
        assertThat(PackerBuild.conclude(any(), ended(0), NOTHING, written()).failures())
                .extracting(Failure::cause)
                .containsExactly(FailureCause.NO_ARTIFACT);
    }

    @Test
    void secretInAFailureIsMasked() throws IOException {
        PackerFacts facts = facts("1,,error-count,1\n1,web,error,cannot use swordfish here\n");
        BakeRequest request = request("t.json", "{}")
                .secretVariables(Map.of("word", "swordfish"))
                .build();

        assertThat(PackerBuild.conclude(request, ended(1), facts, written()).failures())
                .allSatisfy(failure -> assertThat(failure.line()).doesNotContain("swordfish"));
    }

    @Test
    void cancelIsNoFailureOfPackers() throws IOException {
        PackerVerdict verdict =
                PackerBuild.conclude(any(), new CommandOutcome(1, Duration.ofSeconds(1), true), NOTHING, written(AMI));

        assertThat(verdict.cancelled()).isTrue();
        assertThat(verdict.failures()).extracting(Failure::cause).containsExactly(FailureCause.CANCELLED);
    }

    private BakeRequest any() throws IOException {
        return request("t.json", "{\"builders\":[]}").build();
    }

    private BakeRequest.Builder request(String name, String template) throws IOException {
        Path file = Files.writeString(directory.resolve(name), template);
        return BakeRequest.of("b-1", file).directory(directory);
    }

    private static PackerTemplate read(BakeRequest request) {
        return PackerTemplate.read(request.template(), request.directory());
    }

    private static BakePlan plan(BakeRequest request, PackerVersion version) {
        return PackerBuild.plan(request, read(request), version, Optional.empty());
    }

    private static CommandOutcome ended(int code) {
        return new CommandOutcome(code, Duration.ofSeconds(1), false);
    }

    private static PackerFacts facts(String log) {
        PackerRun run = new PackerRun();
        PackerLog.readAll(log, event -> run.accept(event, Instant.EPOCH));
        return run.facts();
    }
}
