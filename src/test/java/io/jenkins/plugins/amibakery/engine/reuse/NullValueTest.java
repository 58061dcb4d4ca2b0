package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables that are null: an empty text to packer's JSON, nothing at all to HCL, and the name of a file to nobody. */
class NullValueTest {
    private static final String JSON = """
            {"variables": {"user_data": "boot.sh"},
             "builders": [{"type": "amazon-ebs", "region": "us-west-2", "source_ami": "ami-0aaaaaaaaaaaaaaaa",
                           "user_data_file": "{{user `user_data`}}"}]}""";

    private static final String HCL = """
            variable "user_data" {
              type    = string
              default = %s
            }
            source "amazon-ebs" "web" {
              region         = "us-west-2"
              source_ami     = "ami-0aaaaaaaaaaaaaaaa"
              user_data_file = var.user_data
            }
            build { sources = ["source.amazon-ebs.web"] }
            """;

    @TempDir
    private Path folder;

    private KeyKitchen kitchen;

    @BeforeEach
    void kitchen() {
        kitchen = new KeyKitchen(folder);
        kitchen.secrets.clear();
        kitchen.inputs.clear();
        kitchen.write("boot.sh", "true\n");
    }

    private BakeKey json(String file) {
        kitchen.template = Path.of("t/web.json");
        kitchen.write("t/web.json", JSON);
        return with(Path.of("vars.json"), file);
    }

    private BakeKey hcl(String byDefault, String name, String file) {
        kitchen.template = Path.of("t/web.pkr.hcl");
        kitchen.write("t/web.pkr.hcl", HCL.formatted(byDefault));
        return with(Path.of(name), file);
    }

    private BakeKey with(Path name, String file) {
        kitchen.variableFiles.clear();
        if (!file.isEmpty()) {
            kitchen.write(name.toString(), file);
            kitchen.variableFiles.add(name);
        }
        return kitchen.key();
    }

    /** Those outside of the template's directory, which count because they are named. */
    private static List<String> files(BakeKey key) {
        return key.parts().stream()
                .filter(part -> part.kind() == KeyPart.Kind.FILE)
                .filter(part -> !part.name().startsWith("t/"))
                .map(KeyPart::name)
                .toList();
    }

    @Test
    void nullInAVarFileIsAnEmptyTextToJsonAndWinsOverTheDefault() {
        BakeKey key = json("{\"user_data\": null}");

        assertThat(files(key)).isEmpty();
        assertThat(key.floating()).isEmpty();
        assertThat(key.digest()).isEqualTo(json("{\"user_data\": \"\"}").digest());
        assertThat(files(json(""))).containsExactly("boot.sh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | | ",
                "\"boot.sh\" | v.pkrvars.hcl | user_data = null",
                "\"boot.sh\" | v.json | {\"user_data\": null}"
            })
    void nullIsNothingToHcl(String byDefault, String name, String file) {
        BakeKey key = hcl(byDefault, name == null ? "none" : name, file == null ? "" : file);

        assertThat(files(key)).isEmpty();
        assertThat(key.floating()).isEmpty();
    }

    @Test
    void theTextNullIsAName() {
        kitchen.write("null", "true\n");

        assertThat(files(json("{\"user_data\": \"null\"}"))).containsExactly("null");
        assertThat(files(hcl("\"boot.sh\"", "v.pkrvars.hcl", "user_data = \"null\"")))
                .containsExactly("null");
    }

    @Test
    void aVariableThatBecomesNullMakesAnotherKey() {
        String given = hcl("\"boot.sh\"", "none", "").digest();

        assertThat(hcl("\"boot.sh\"", "v.pkrvars.hcl", "user_data = null").digest())
                .isNotEqualTo(given)
                .isNotEqualTo(
                        hcl("\"boot.sh\"", "v.pkrvars.hcl", "user_data = \"\"").digest());
    }
}
