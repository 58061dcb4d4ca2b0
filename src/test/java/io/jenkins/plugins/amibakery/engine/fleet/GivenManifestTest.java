package io.jenkins.plugins.amibakery.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenManifestTest {
    @TempDir
    private Path place;

    private void write(String name, String text) throws IOException {
        Files.writeString(place.resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|The manifest m is no JSON.",
                "[]|The manifest m is not one of an image: it has no files, or is of another form.",
                "{\"schema\":1,\"packages\":[]}|The manifest m is not one of an image: it has no files, or is of another form."
            })
    void whatIsNoManifestIsRefused(String text, String message) throws IOException {
        write("m", text);

        assertThatThrownBy(() -> GivenManifest.read(place, "m")).hasMessage(message);
    }

    @Test
    void aManifestHasADigest() throws IOException {
        write("m", "{\"schema\":1,\"excluded\":[],\"packages\":[],\"files\":{\"/etc/\":{\"mode\":\"0755\"}}}\n");

        assertThat(GivenManifest.read(place, "m").digest())
                .isEqualTo("659a7c997224569fae6072d9b5156b6f05602b6e29ad7ce9afd2c103ac1c1348");
    }

    @Test
    void aTestsManifestIsItsPackagesAndNeverTheDigestOfABakes() throws IOException {
        String packages = "[{\"name\":\"bash\",\"version\":\"5.2\",\"architecture\":\"amd64\"}]";
        write(
                "m",
                "{\"schema\":1,\"madeBy\":\"test\",\"lacks\":\"files\",\"packageManager\":\"dpkg\",\"packages\":"
                        + packages + "}");

        assertThat(GivenManifest.read(place, "m"))
                .isEqualTo(new GivenManifest("", "{\"packageManager\":\"dpkg\",\"packages\":" + packages + "}"));
    }

    @Test
    void whatCouldLeaveAScriptsTextIsRefused() throws IOException {
        write("m", "{\"schema\":1,\"madeBy\":\"test\",\"packageManager\":\"dpkg\\n\",\"packages\":[]}");

        assertThatThrownBy(() -> GivenManifest.read(place, "m"))
                .hasMessage("The manifest m has a packageManager that no package has.");
    }
}
