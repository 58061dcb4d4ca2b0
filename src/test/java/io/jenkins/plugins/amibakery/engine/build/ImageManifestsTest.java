package io.jenkins.plugins.amibakery.engine.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageManifestsTest {
    @TempDir
    Path directory;

    @Test
    void everyListOfNamesAndVersionsCountsAndNothingElse() throws IOException {
        assertEquals(Map.of("packages", Map.of("bash", "5.2"), "npm", Map.of("left-pad", "1.3.0")), read("""
                        {"schema": 1, "image": "x", "excluded": ["/etc/hosts"], "empty": [],
                         "packages": [{"name": "bash", "version": "5.2", "architecture": "amd64"}],
                         "npm": [{"name": "left-pad", "version": "1.3.0"}, 7, {"name": "odd"}],
                         "files": {"/usr/bin/x": {"name": "x", "version": "9"}}}"""));
    }

    @Test
    void architecturesAreToldApartWhereAPackageHasSeveral() throws IOException {
        assertEquals(Map.of("packages", Map.of("libc6:amd64", "2.36", "libc6:i386", "2.36", "bash", "5.2")), read("""
                        {"packages": [{"name": "libc6", "version": "2.36", "architecture": "amd64"},
                          {"name": "libc6", "version": "2.36", "architecture": "i386"},
                          {"name": "bash", "version": "5.2", "architecture": "amd64"}]}"""));
    }

    @Test
    void versionsSideBySideAreAllTold() throws IOException {
        assertEquals(
                Map.of("python", Map.of("flask", "2, 3")),
                read(
                        "{\"python\": [{\"name\": \"flask\", \"version\": \"2\"}, {\"name\": \"flask\", \"version\": \"3\"},"
                                + " {\"name\": \"flask\", \"version\": \"3\"}]}"));
    }

    private Map<?, ?> read(String text) throws IOException {
        Files.writeString(directory.resolve("web.json"), text);
        return ImageManifests.in(directory).get("web");
    }

    @Test
    void manifestsAreFoundByTheBuildsTheyAreNamedFor() throws IOException {
        Files.writeString(directory.resolve("web.json"), "{}");
        Files.writeString(directory.resolve("db.json"), "{}");
        Files.writeString(directory.resolve("notes.txt"), "no JSON");
        assertEquals(java.util.Set.of("db", "web"), ImageManifests.in(directory).keySet());
        assertTrue(ImageManifests.in(directory.resolve("none")).isEmpty());
    }

    @Test
    void aBrokenManifestIsNamed() throws IOException {
        for (String text : new String[] {"", "[]", "{\"packages\": [{\"name\": ", "{\"a\": 1 2}"}) {
            Files.writeString(directory.resolve("web.json"), text);
            IOException thrown = assertThrows(IOException.class, () -> ImageManifests.in(directory), text);
            assertTrue(thrown.getMessage().contains("web.json"), thrown.getMessage());
        }
    }

    @Test
    void packagesOfOtherListsThanTheUsualNameTheirList() throws IOException {
        Files.writeString(directory.resolve("web.json"), """
                {"packages": [{"name": "nginx", "version": "1.22.1"}, {"name": "flask", "version": "2.2"}],
                 "python": [{"name": "flask", "version": "3.1.3"}]}
                """);

        assertEquals(
                Map.of("nginx", "1.22.1", "flask", "2.2", "flask (python)", "3.1.3"),
                ImageManifests.versions(directory));
    }

    @Test
    void whereSeveralBuildsHaveManifestsEachPackageNamesItsBuild() throws IOException {
        Files.writeString(directory.resolve("arm.json"), "{\"packages\": [{\"name\": \"nginx\", \"version\": \"1\"}]}");
        Files.writeString(
                directory.resolve("intel.json"), "{\"packages\": [{\"name\": \"nginx\", \"version\": \"2\"}]}");

        assertEquals(Map.of("arm: nginx", "1", "intel: nginx", "2"), ImageManifests.versions(directory));
        assertTrue(ImageManifests.versions(directory.resolve("missing")).isEmpty());
    }

    @Test
    void morePackagesThanAreKeptAreNotCutButSaid() throws IOException {
        Files.writeString(
                directory.resolve("web.json"),
                java.util.stream.IntStream.rangeClosed(0, 20_000)
                        .mapToObj("{\"name\": \"p%d\", \"version\": \"1\"}"::formatted)
                        .collect(java.util.stream.Collectors.joining(",", "{\"packages\": [", "]}")));

        IOException thrown = assertThrows(IOException.class, () -> ImageManifests.versions(directory));
        assertEquals("The images hold 20001 packages; up to 20000 are kept", thrown.getMessage());
    }
}
