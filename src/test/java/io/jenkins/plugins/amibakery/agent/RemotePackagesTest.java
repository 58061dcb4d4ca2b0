package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemotePackagesTest {
    @TempDir
    Path manifests;

    private void manifest(String build, String json) throws IOException {
        Files.writeString(manifests.resolve(build + ".json"), json);
    }

    @Test
    void packagesOfOtherListsThanTheUsualNameTheirList() throws IOException {
        manifest("web", """
                {"packages": [{"name": "nginx", "version": "1.22.1"}, {"name": "flask", "version": "2.2"}],
                 "python": [{"name": "flask", "version": "3.1.3"}]}
                """);

        assertThat(RemotePackages.in(manifests).checked())
                .isEqualTo(Map.of("nginx", "1.22.1", "flask", "2.2", "flask (python)", "3.1.3"));
    }

    @Test
    void whereSeveralBuildsHaveManifestsEachPackageNamesItsBuild() throws IOException {
        manifest("arm", "{\"packages\": [{\"name\": \"nginx\", \"version\": \"1\"}]}");
        manifest("intel", "{\"packages\": [{\"name\": \"nginx\", \"version\": \"2\"}]}");

        assertThat(RemotePackages.in(manifests).checked()).isEqualTo(Map.of("arm: nginx", "1", "intel: nginx", "2"));
    }

    @Test
    void aBakeWithoutAManifestHasNone() throws IOException {
        assertThat(RemotePackages.in(manifests.resolve("missing")).checked()).isEmpty();
    }

    @Test
    void whatIsNoManifestIsSaidByItsName() throws IOException {
        manifest("web", "no JSON");

        assertThatThrownBy(() -> RemotePackages.in(manifests))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("web.json");
    }

    @Test
    void morePackagesThanAreKeptAreNotCutButSaid() throws IOException {
        manifest(
                "web",
                IntStream.rangeClosed(0, RemotePackages.MOST)
                        .mapToObj("{\"name\": \"p%d\", \"version\": \"1\"}"::formatted)
                        .collect(Collectors.joining(",", "{\"packages\": [", "]}")));

        assertThatThrownBy(() -> RemotePackages.in(manifests))
                .isInstanceOf(IOException.class)
                .hasMessage("The images hold 20001 packages; up to 20000 are kept");
    }

    @Test
    void theControllerKeepsTextsShortWhateverAnAgentSays() {
        HashMap<String, String> said = new HashMap<>();
        said.put("n".repeat(5_000), "1\n2" + "v".repeat(5_000));
        said.put(null, null);

        Map<String, String> kept = new RemotePackages(said).checked();

        assertThat(kept).hasSize(2);
        assertThat(kept.keySet()).allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(201));
        assertThat(kept.values())
                .allSatisfy(version ->
                        assertThat(version).hasSizeLessThanOrEqualTo(201).doesNotContain("\n"));
    }

    @Test
    void anAgentThatNamesTooManyPackagesIsNotBelieved() {
        HashMap<String, String> said = new HashMap<>();
        IntStream.rangeClosed(0, RemotePackages.MOST).forEach(number -> said.put("p" + number, "1"));

        assertThatThrownBy(() -> new RemotePackages(said).checked())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the packages of an image are 20001; there can be 20000");
    }
}
