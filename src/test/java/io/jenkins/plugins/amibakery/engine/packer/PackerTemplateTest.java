package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackerTemplateTest {
    @TempDir
    private Path folder;

    private PackerTemplate recorded(String name) throws IOException {
        return written(name, Recorded.text(name));
    }

    private PackerTemplate written(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        return PackerTemplate.read(Path.of(name), folder);
    }

    private static TemplateVariable optional(String name, String value) {
        return new TemplateVariable(name, Optional.of(value), false, false);
    }

    @Test
    void jsonTellsItsVariablesBuildsAndManifests() throws IOException {
        PackerTemplate template = recorded("every-corner.json");

        assertThat(template.path()).isEqualTo(folder.resolve("every-corner.json"));
        assertThat(template.isHcl()).isFalse();
        assertThat(template.variablesKnown()).isTrue();
        assertThat(template.variables().values())
                .containsExactly(
                        optional("region", "us-west-2"),
                        new TemplateVariable("version", Optional.empty(), true, false),
                        optional("home", "{{env `HOME`}}"),
                        optional("size", "8"),
                        optional("ec2_endpoint", ""),
                        new TemplateVariable("password", Optional.empty(), true, true));
        assertThat(template.builds())
                .containsExactly(
                        new TemplateBuild("web", "amazon-ebs"),
                        new TemplateBuild("amazon-ebs", "amazon-ebs"),
                        new TemplateBuild("local", "null"));
        assertThat(template.manifests())
                .containsExactly(
                        "packer-manifest.json", "{{template_dir}}/{{user `region`}}.json", "out/{{isotime}}.json");
        assertThat(template.hasRequiredPlugins()).isFalse();
        assertThat(template.redirectsEndpoint()).isTrue();
    }

    @Test
    void hclTellsTheSameWhateverStandsInItsExpressions() throws IOException {
        PackerTemplate template = recorded("every-corner.pkr.hcl");

        assertThat(template.isHcl()).isTrue();
        assertThat(template.variablesKnown()).isTrue();
        assertThat(template.variables().keySet())
                .containsExactly("region", "version", "password", "tags", "maybe", "notes", "old_style");
        assertThat(template.variables())
                .containsEntry("region", optional("region", "us-west-2"))
                .containsEntry("version", new TemplateVariable("version", Optional.empty(), true, false))
                .containsEntry("password", new TemplateVariable("password", Optional.empty(), true, true))
                .containsEntry("maybe", new TemplateVariable("maybe", Optional.empty(), false, false))
                .containsEntry("old_style", optional("old_style", "yes"));
        assertThat(template.builds())
                .containsExactly(
                        new TemplateBuild("web", "amazon-ebs"),
                        new TemplateBuild("worker", "amazon-ebs"),
                        new TemplateBuild("notes", "null"));
        assertThat(template.manifests())
                .containsExactlyInAnyOrder("${path.root}/out/${var.region}.json", "packer-manifest.json");
        assertThat(template.hasRequiredPlugins()).isTrue();
        assertThat(template.redirectsEndpoint()).isTrue();
    }

    @Test
    void whatPackersOwnConverterWritesIsUnderstood() throws IOException {
        PackerTemplate template = recorded("packer-1.16.0-json-2builders-hcl2_upgrade-output.pkr.hcl");

        assertThat(template.variables().keySet()).containsExactly("e", "endpoint", "must", "name", "region", "version");
        assertThat(template.builds()).extracting(TemplateBuild::name).containsExactly("web", "worker");
        assertThat(template.manifests()).containsExactly("packer-manifest.json");
        assertThat(template.hasRequiredPlugins()).isTrue();
        assertThat(template.redirectsEndpoint()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packer/img-mgr-packer.json", "packer/img-mgr.pkr.hcl"})
    void theTemplatesOfThisProjectAreUnderstood(String name) {
        PackerTemplate template = PackerTemplate.read(Path.of(name), Path.of(""));

        assertThat(template.variablesKnown()).isTrue();
        assertThat(template.variables()).containsKeys("region", "version", "bake_id", "ec2_endpoint");
        assertThat(template.builds()).extracting(TemplateBuild::type).containsExactly("amazon-ebs");
        assertThat(template.manifestFiles(Path.of(""), Map.of())).hasSize(1);
        assertThat(template.redirectsEndpoint()).isTrue();
    }

    @Test
    void hclInJsonSyntaxIsHcl() throws IOException {
        PackerTemplate template = recorded("json-syntax.pkr.json");

        assertThat(template.isHcl()).isTrue();
        assertThat(template.variables().values())
                .containsExactly(
                        optional("region", "us-west-2"),
                        new TemplateVariable("password", Optional.empty(), true, true),
                        optional("count", "3"));
        assertThat(template.builds()).extracting(TemplateBuild::name).containsExactly("web", "worker");
        assertThat(template.manifests()).containsExactly("out.json");
        assertThat(template.hasRequiredPlugins()).isTrue();
        assertThat(template.redirectsEndpoint()).isFalse();
    }

    @Test
    void aDirectoryIsAllItsHclFilesTogether() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("web"));
        Files.writeString(directory.resolve("a.pkr.hcl"), "variable \"region\" {}\n");
        Files.writeString(directory.resolve("b.pkr.json"), "{\"variable\": {\"version\": {}}}");
        Files.writeString(directory.resolve("c.auto.pkrvars.hcl"), "region = \"x\"\n");
        Files.writeString(directory.resolve("README.md"), "not a template {");

        PackerTemplate template = PackerTemplate.read(Path.of("web"), folder);

        assertThat(template.variables().keySet()).containsExactly("region", "version");
        assertThat(template.variablesKnown()).isTrue();
    }

    @Test
    void hclThatIsNotUnderstoodIsLeftToPacker() throws IOException {
        PackerTemplate template = recorded("not-understood.pkr.hcl");

        assertThat(template.variablesKnown()).isFalse();
        assertThat(template.redirectsEndpoint()).isFalse();
        assertThatCode(() -> template.checkVariables(Set.of("whatever"))).doesNotThrowAnyException();
    }

    @Test
    void anUnknownVariableIsNamedWithItsNearestAndAllDeclared() throws IOException {
        PackerTemplate template = recorded("every-corner.json");

        assertThatCode(() -> template.checkVariables(Set.of("region", "password")))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(BakeFailedException.class)
                .isThrownBy(() -> template.checkVariables(Set.of("versoin")))
                .withMessage("The template every-corner.json declares no variable 'versoin'; did you mean 'version'? "
                        + "It declares region, version, home, size, ec2_endpoint, password. "
                        + FailureCause.UNKNOWN_VARIABLE.remedy());
        assertThatExceptionOfType(BakeFailedException.class)
                .isThrownBy(() -> template.checkVariables(Set.of("colour")))
                .withMessageContaining("declares no variable 'colour'. It declares region");
    }

    @Test
    void aTemplateWithoutVariablesDeclaresNone() throws IOException {
        PackerTemplate template = written("none.json", "{\"builders\": []}");

        assertThatExceptionOfType(BakeFailedException.class)
                .isThrownBy(() -> template.checkVariables(Set.of("x")))
                .withMessageContaining("declares no variable 'x'. It declares none. ");
    }

    @Test
    void oneBuilderThatGoesToAwsItselfIsEnoughToBeNotRedirected() throws IOException {
        assertThat(written(
                                "a.json",
                                "{\"builders\": [{\"type\": \"amazon-ebs\", \"custom_endpoint_ec2\": \"x\"}, "
                                        + "{\"type\": \"amazon-ebs\", \"name\": \"other\"}]}")
                        .redirectsEndpoint())
                .isFalse();
        assertThat(written("b.json", "{\"builders\": [{\"type\": \"null\"}]}").redirectsEndpoint())
                .isTrue();
        assertThat(written("c.pkr.hcl", "source \"amazon-ebs\" \"web\" {}\nbuild { sources = [\"amazon-ebs.web\"] }\n")
                        .redirectsEndpoint())
                .isFalse();
        assertThat(written("d.pkr.hcl", "data \"amazon-ami\" \"base\" {}\n").redirectsEndpoint())
                .isFalse();
    }

    @Test
    void manifestsAreFoundWherePackerWillWriteThem() throws IOException {
        assertThat(recorded("every-corner.json").manifestFiles(Path.of("run"), Map.of("region", "eu-west-1")))
                .containsExactly(
                        Path.of("run/packer-manifest.json"),
                        folder.toAbsolutePath().resolve("eu-west-1.json"));
        assertThat(recorded("every-corner.pkr.hcl").manifestFiles(Path.of("run"), Map.of()))
                .containsExactlyInAnyOrder(
                        Path.of("run/packer-manifest.json"),
                        folder.toAbsolutePath().resolve("out/us-west-2.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"builders\": [ {\"type\": \"amazon-ebs\", } ]} | t.json:1:39: this is not valid JSON",
                "{\"builders\": [] | t.json:1:16: its JSON ends too early",
                "{\"builders\": []} {} | t.json:1:",
                "builders: [] | t.json:1:",
                "[] | t.json:1:1: a template is a JSON object with 'builders' in it, this is none",
                "'' | t.json:1:1: a template is a JSON object with 'builders' in it, this is empty"
            })
    void jsonThatIsNoneIsToldByItsPlace(String json, String message) {
        assertThatExceptionOfType(BakeFailedException.class)
                .isThrownBy(() -> written("t.json", json))
                .satisfies(e -> assertThat(e.failure().cause()).isEqualTo(FailureCause.TEMPLATE_ERROR))
                .withMessageStartingWith(message)
                .withMessageNotContaining("\n");
    }

    @Test
    void nestingWithoutEndIsNoTemplate() {
        assertThatExceptionOfType(BakeFailedException.class)
                .isThrownBy(() -> written("t.json", "{\"builders\":".repeat(100_000)))
                .satisfies(e -> assertThat(e.failure().cause()).isEqualTo(FailureCause.TEMPLATE_ERROR));
        assertThatCode(() -> assertThat(
                                written("t.pkr.hcl", "a {\n".repeat(100_000)).variablesKnown())
                        .isFalse())
                .doesNotThrowAnyException();
        assertThatCode(() -> assertThat(written("u.pkr.hcl", "a = \"" + "${\"".repeat(100_000))
                                .variablesKnown())
                        .isFalse())
                .doesNotThrowAnyException();
    }

    private void missing(String name, String message) {
        assertThatExceptionOfType(BakeFailedException.class)
                .isThrownBy(() -> PackerTemplate.read(Path.of(name), folder))
                .satisfies(e -> assertThat(e.failure().cause()).isEqualTo(FailureCause.TEMPLATE_MISSING))
                .withMessageStartingWith(message);
    }

    @Test
    void aTemplateThatIsNotThereIsSaidToBeMissing() {
        missing("nope.json", "There is no file 'nope.json'.");
        missing("/dev/null", "'/dev/null' is neither a file nor a directory.");
    }

    @Test
    void filesOfTheWrongKindAreSaidToBeSo() throws IOException {
        Files.writeString(folder.resolve("web.hcl"), "build {}");
        Files.writeString(folder.resolve("web.auto.pkrvars.hcl"), "x = 1");
        Files.createDirectory(folder.resolve("empty"));
        Files.write(folder.resolve("large.json"), new byte[TemplateFile.LARGEST + 1]);

        missing("web.hcl", "'web.hcl' is not a template: the name of an HCL template ends with .pkr.hcl.");
        missing("web.auto.pkrvars.hcl", "'web.auto.pkrvars.hcl' is a file of variables, not a template.");
        missing("empty", "The directory 'empty' contains no .pkr.hcl or .pkr.json file.");
        missing("large.json", "'large.json' is larger than 10 MB, the limit for a template.");
    }
}
