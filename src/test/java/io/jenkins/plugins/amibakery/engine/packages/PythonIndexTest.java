package io.jenkins.plugins.amibakery.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** pip would install the same again as long as nothing was uploaded since and what it took is still there. */
class PythonIndexTest {
    private static final String PAGE = "/simple/flask/";
    private static final String OLD = file("flask-3.0.3-py3-none-any.whl", "2026-01-05T10:00:00.123Z", "false");

    private PlayedRepositories played;

    @TempDir
    private Path memory;

    @BeforeEach
    void start() throws IOException {
        played = new PlayedRepositories();
    }

    @AfterEach
    void stop() {
        played.close();
    }

    private static String file(String name, String uploaded, String yanked) {
        return "{\"filename\":\"%s\",\"upload-time\":\"%s\",\"yanked\":%s}".formatted(name, uploaded, yanked);
    }

    private void index(String... files) {
        put("{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"flask\",\"files\":[" + String.join(",", files) + "]}");
    }

    private void put(String text) {
        played.put(PAGE, text.getBytes(StandardCharsets.UTF_8));
    }

    private PackageVerdict compare(String... tags) throws InterruptedException {
        return compare("", tags);
    }

    private PackageVerdict compare(String note, String[] tags) throws InterruptedException {
        PackageRepository flask = new PackageRepository(
                PackageRepository.Kind.PYTHON,
                played.address() + PAGE,
                "3.0.3",
                List.of(),
                List.of(tags),
                "",
                "2026-02-01T12:00:00Z",
                List.of(),
                note);
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        return new Repositories(Map.of(), memory, now)
                .comparePython(new ImageRecord(List.of(), List.of(flask), Map.of()));
    }

    @Test
    void nothingUploadedSinceSettlesIt() throws Exception {
        index(OLD, file("flask-3.1.0.tar.gz", "2026-01-20T10:00:00Z", "false"));
        assertThat(compare("py3-none-any").isSettled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "flask-3.1.0-py3-none-any.whl, 2026-02-02T10:00:00Z, 3.1.0",
        "flask-3.0.3-cp39-cp39-linux_x86_64.whl, 2026-02-02T10:00:00Z, 3.0.3",
        "flask-2.9.tar.gz, 2026-02-01T11:30:00Z, 2.9",
    })
    void whateverWasUploadedSinceIsNamed(String name, String uploaded, String version) throws Exception {
        index(OLD, file(name, uploaded, "false"));
        assertThat(compare("py3-none-any").newer())
                .extracting(NewerPackage::line)
                .containsExactly("flask 3.0.3 → " + version);
    }

    @Test
    void whatIsNoLongerThereIsNotInstalledAgain() throws Exception {
        String gone = "has no wheel of that version any more, or never had one";
        index(file("flask-3.0.3-py3-none-any.whl", "2026-01-05T10:00:00Z", "\"broken\""));
        assertThat(compare("py3-none-any").unknown()).singleElement().asString().endsWith(gone);
        index(file("flask-3.0.2-py3-none-any.whl", "2026-01-05T10:00:00Z", "false"));
        assertThat(compare("py3-none-any").unknown()).singleElement().asString().endsWith(gone);
    }

    @Test
    void whatWasBuiltOnTheInstanceIsNotKnown() throws Exception {
        index(file("flask-3.0.3.tar.gz", "2026-01-05T10:00:00Z", "false"));
        assertThat(compare("py3-none-any").unknown()).hasSize(1);
        index(file(
                "flask-3.0.3-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                "2026-01-05T10:00:00Z",
                "false"));
        assertThat(compare("cp311-cp311-linux_x86_64").unknown()).hasSize(1);
        assertThat(compare("cp311-cp311-manylinux2014_x86_64").isSettled()).isTrue();
        assertThat(compare().unknown()).hasSize(1);
    }

    @Test
    void anIndexThatTellsTooLittleIsNotKnown() throws Exception {
        put("<html>");
        assertThat(compare("py3-none-any").unknown())
                .singleElement()
                .asString()
                .endsWith("answers with something other than an index of Python's");
        put("{\"meta\":{\"api-version\":\"1.0\"},\"files\":[{\"filename\":\"flask-3.0.3-py3-none-any.whl\"}]}");
        assertThat(compare("py3-none-any").unknown())
                .singleElement()
                .asString()
                .endsWith("does not say when its files were uploaded");
        played.stopAnswering(PAGE);
        assertThat(compare("py3-none-any").unknown()).hasSize(1);
        assertThat(compare("is not asked: pip is told what to take", new String[] {"py3-none-any"})
                        .isSettled())
                .isFalse();
    }

    @Test
    void anImageThatRecordsNothingOfPipsIsNotKnown() throws Exception {
        assertThat(new Repositories(Map.of(), memory, Instant.now())
                        .comparePython(new ImageRecord(List.of(), List.of(), Map.of()))
                        .unknown())
                .containsExactly("its manifest records nothing that pip installed");
    }
}
