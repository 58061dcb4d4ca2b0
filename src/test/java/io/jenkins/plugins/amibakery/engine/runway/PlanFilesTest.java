package io.jenkins.plugins.amibakery.engine.runway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.deploy.Approval;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks an approval by files that decide what is deployed and lie elsewhere than beside what names them. */
class PlanFilesTest {
    @TempDir
    Path top;

    private Path root;

    @BeforeEach
    void write() throws IOException {
        root = Files.createDirectories(top.resolve("runway"));
        put("runway/runway.yml", """
                variables:
                  file_path: settings/all.yml
                deployments:
                  - modules: [{path: app.cfn}, {path: net.tf}, {path: ../common/zone.cfn}]
                    environments: {dev: true}
                    regions: [us-west-2]
                """);
        put("runway/settings/all.yml", "size: small\n");
        put("runway/app.cfn/cfngin.yml", """
                namespace: app
                cfngin_bucket: ''
                sys_path: ../hooks
                pre_deploy:
                  - path: before.run
                    args: {source_code: ../../lambda}
                package_sources:
                  local:
                    - source: ../packages/base
                      configs: [base.yml]
                stacks:
                  web: {template_path: ../templates/web.json}
                  side: {template_path: "../templates.d/side-${env KIND}.json"}
                  jinja: {template_path: ../jinja/main.yml.j2}
                  far: {template_path: TOP/far.json}
                  file: {variables: {X: "${file parameterized:file://../texts/x.txt}"}, template_path: ../templates/web.json}
                """.replace("TOP", top.toString()));
        put("runway/net.tf/main.tf", "module \"vpc\" {\n  source = \"../../terraform/vpc\"\n}\n");
        put("terraform/vpc/main.tf", "module \"more\" { source = \"../more\" }\n");
        for (String file : new String[] {
            "common/zone.cfn/zone.yml",
            "runway/hooks/before.py",
            "runway/hooks/deep/er.py",
            "runway/templates/web.json",
            "runway/templates.d/side-a.json",
            "runway/jinja/main.yml.j2",
            "runway/jinja/part.yml",
            "runway/packages/base/base.yml",
            "runway/texts/x.txt",
            "lambda/index.py",
            "terraform/more/main.tf",
            "far.json",
            "elsewhere/linked.json",
            "elsewhere/dir/linked.json",
            "runway/.env",
            "runway/app.cfn/dev-us-west-2.env",
        }) {
            put(file, "one: two\n");
        }
        Files.createSymbolicLink(root.resolve("app.cfn/link.json"), top.resolve("elsewhere/linked.json"));
        Files.createSymbolicLink(root.resolve("app.cfn/links"), top.resolve("elsewhere/dir"));
        put("runway/plan.json", "{}");
        put("README.md", "See ../other/thing.");
    }

    private void put(String name, String text) throws IOException {
        Path file = top.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private PlanDigest plan() {
        return plan(root);
    }

    private static PlanDigest plan(Path directory) {
        DeployRequest request =
                DeployRequest.of(DeployAction.PLAN, directory, "dev").build();
        RunwaySelection selection =
                RunwayFile.read(request, Map.of("KIND", "a")).check(request);
        return PlanDigest.of("dev", "", PlanFiles.digest(selection), new RunwayRun().facts(), true);
    }

    @ParameterizedTest
    @CsvSource({
        "runway/runway.yml, runway.yml",
        "runway/settings/all.yml, settings/all.yml",
        "runway/.env, .env",
        "runway/app.cfn/cfngin.yml, app.cfn/cfngin.yml",
        "runway/app.cfn/dev-us-west-2.env, app.cfn/dev-us-west-2.env",
        "runway/templates/web.json, templates/web.json",
        "runway/templates.d/side-a.json, templates.d/side-a.json",
        "runway/jinja/main.yml.j2, jinja/main.yml.j2",
        "runway/jinja/part.yml, jinja/part.yml",
        "runway/hooks/before.py, hooks/before.py",
        "runway/hooks/deep/er.py, hooks/deep/er.py",
        "runway/packages/base/base.yml, packages/base/base.yml",
        "runway/texts/x.txt, texts/x.txt",
        "lambda/index.py, ../lambda/index.py",
        "common/zone.cfn/zone.yml, ../common/zone.cfn/zone.yml",
        "terraform/vpc/main.tf, ../terraform/vpc/main.tf",
        "terraform/more/main.tf, ../terraform/more/main.tf",
        "far.json, ../far.json",
        "elsewhere/linked.json, app.cfn/link.json",
        "elsewhere/dir/linked.json, ../elsewhere/dir/linked.json",
    })
    void whatIsEditedAfterThePlanIsRefusedByItsName(String file, String told) throws IOException {
        PlanDigest approved = plan();
        Files.writeString(top.resolve(file), Files.readString(top.resolve(file)) + "\n# edited\n");

        PlanDigest now = plan();

        assertThat(now.value()).isNotEqualTo(approved.value());
        assertThat(now.moved(approved)).containsExactly("the files of the deployment have changed: " + told);
        assertThatThrownBy(() -> new Approval(approved.value(), Optional.of(approved), "", "").require(now, ""))
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource({
        "'git: [{uri: https://git.example/x, branch: main}]', https://git.example/x at branch main",
        "'git: [{uri: https://git.example/x, tag: v1}]', https://git.example/x at tag v1",
        "'git: [{uri: https://git.example/x}]', https://git.example/x at its default branch",
        "'s3: [{bucket: b, key: k.zip}]', s3://b/k.zip",
    })
    void whatIsFetchedAndMayMoveMakesAPlanIncomplete(String source, String named) throws IOException {
        put("runway/app.cfn/cfngin.yml", "namespace: app\npackage_sources: {" + source + "}\nstacks: {}\n");

        assertThat(plan().gaps())
                .containsExactly("app.cfn/cfngin.yml fetches " + named + ", which is not pinned to a commit");
    }

    @Test
    void aSourceOfOneCommitIsPinned() throws IOException {
        put(
                "runway/app.cfn/cfngin.yml",
                "namespace: app\npackage_sources: {git: [{uri: https://git.example/x, commit: " + "a1".repeat(20)
                        + "}]}\nstacks: {}\n");

        assertThat(plan().isWhole()).isTrue();
    }

    @Test
    void aModuleThatIsFetchedMakesAPlanIncomplete() throws IOException {
        put(
                "runway/runway.yml",
                "deployments: [{modules: [{path: 'git::https://git.example/x//app.cfn?branch=main'}], environments: {dev:"
                        + " true}, regions: [us-west-2]}]");

        assertThat(plan().gaps()).singleElement().asString().contains("git::https://git.example/x//app.cfn");
    }

    @Test
    void aRelativeDirectoryHasTheSameFiles() {
        Path relative = Path.of("").toAbsolutePath().relativize(root);

        assertThat(plan(relative).moved(plan())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"runway/plan.json", "README.md", "runway/notes.txt", "far-away.json", "runway/app.cfn/.runway/cache"})
    void whatDecidesNothingMovesNothing(String file) throws IOException {
        PlanDigest approved = plan();
        put(file, "edited");

        assertThat(plan().moved(approved)).isEmpty();
    }

    @Test
    void manyChangesAreCounted() throws IOException {
        PlanDigest approved = plan();
        for (int i = 0; i < 9; i++) {
            put("runway/hooks/new" + i + ".py", "");
        }

        assertThat(plan().moved(approved))
                .containsExactly(
                        "the files of the deployment have changed: hooks/new0.py, hooks/new1.py, hooks/new2.py,"
                                + " hooks/new3.py, hooks/new4.py, 4 more");
    }

    @Test
    void anApprovalOfAnOlderVersionIsRefusedWithoutNames() {
        PlanDigest now = plan();
        PlanDigest old = new PlanDigest("dev", "", "6c1f", Map.of(), now.gaps());

        assertThat(now.moved(old)).containsExactly("the files of the deployment have changed");
    }

    @Test
    void thePlaceOfTheCheckoutCountsForNothing() throws IOException {
        Set<String> here = Set.of(plan().files());
        assertThat(here.iterator().next()).doesNotContain(top.toString());
    }

    @Test
    void theAmisThatFilesNameAreTold() throws IOException {
        assertThat(PlanFiles.amis(plan().files())).isEmpty();
        put("runway/templates/web.json", "{\n  \"A\": \"ami-0aaaaaaaaaaaaaaaa\", \"B\": \"ami-0123abcd\"\n}\n");
        put("runway/templates/x.yml", "# ami-0bbbbbbbbbbbbbbbb\nA: ami-0aaaaaaaaaaaaaaaa0\n");
        assertThat(PlanFiles.amis(plan().files()))
                .isEqualTo(Map.of(
                        "ami-0aaaaaaaaaaaaaaaa",
                        "templates/web.json line 2",
                        "ami-0123abcd",
                        "templates/web.json line 2"));
    }

    @Test
    void whatTakesTheNewestIsNamedByFileAndLine() throws IOException {
        assertThat(plan().newest()).isEmpty();
        put("runway/templates/web.json", "{\n  \"Version\": \"$Latest\"\n}\n");
        assertThat(plan().newest())
                .containsExactly(
                        "templates/web.json line 2: $Latest is whichever version the launch template has by then");
    }

    @Test
    void aModulesOwnDirectoryIsNotTheWholeDeployment() throws IOException {
        put("runway/app.cfn/cfngin.yml", "namespace: app\ncfngin_bucket: ''\nsys_path: ./\nstacks: {}\n");
        put("runway/app.cfn/hook.py", "x = 1\n");
        PlanDigest approved = plan();
        put("runway/tests/test_web.py", "assert version not in ('$Latest', '$Default')\n");

        assertThat(plan().moved(approved)).isEmpty();
        assertThat(plan().newest()).isEmpty();

        put("runway/app.cfn/hook.py", "x = 2\n");
        assertThat(plan().moved(approved)).containsExactly("the files of the deployment have changed: app.cfn/hook.py");
    }
}
