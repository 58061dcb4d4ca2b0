package io.jenkins.plugins.amibakery.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobIdentityTest {
    @TempDir
    private Path jobs;

    private Path job(String name) throws IOException {
        return Files.createDirectories(jobs.resolve(name));
    }

    @Test
    void aJobStaysWhoItIsWhenItIsRenamedOrMoved() throws IOException {
        Path job = job("web");
        String id = JobIdentity.of(job.toFile());
        Path renamed = Files.move(job, job("folder").resolve("site"));
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(JobIdentity.of(renamed.toFile())).isEqualTo(id);
    }

    @Test
    void aCopyAndAJobThatTakesADeletedOnesNameAreSomebodyElse() throws IOException {
        Path job = job("web");
        Files.writeString(job.resolve("config.xml"), "<project/>");
        String id = JobIdentity.of(job.toFile());
        // A copy has the configuration, as Jenkins copies it.
        Files.copy(job.resolve("config.xml"), job("copy").resolve("config.xml"));
        assertThat(JobIdentity.of(jobs.resolve("copy").toFile())).isNotEqualTo(id);
        Files.move(job, jobs.resolve("gone"));
        assertThat(JobIdentity.of(job("web").toFile())).isNotEqualTo(id);
    }

    @Test
    void whatIsDamagedIsNobody() throws IOException {
        Path job = job("web");
        String id = JobIdentity.of(job.toFile());
        Files.writeString(job.resolve("ami-bakery/identity"), "0123");
        assertThat(JobIdentity.of(job.toFile())).isNotEqualTo(id).matches("[0-9a-f]{32}");
    }

    @Test
    void aJobThatIsGoneDoesNotComeBackAsAFolder() {
        Path gone = jobs.resolve("gone");
        assertThatIOException().isThrownBy(() -> JobIdentity.of(gone.toFile()));
        assertThat(gone).doesNotExist();
    }
}
