package io.jenkins.plugins.amibakery.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    @TempDir
    private Path job;

    private void keep(String recipe, String bake, String text, long second) throws IOException {
        new ImageFiles(job).keep(recipe, bake, text);
        try (Stream<Path> files = Files.list(job.resolve("ami-bakery/images"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(bake + ".json")).toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000));
            }
        }
    }

    @Test
    void theNewestOfARecipeComeFirstAndNoneOfAnother() throws Exception {
        keep("web", "b-1", "one", 1);
        keep("web", "b-2", "two", 2);
        keep("web", "b-3", "three", 3);
        keep("db", "b-4", "four", 4);

        assertThat(new ImageFiles(job).newest("web", 2).entrySet())
                .extracting(one -> one.getKey() + " " + one.getValue())
                .containsExactly("b-3 three", "b-2 two");
        assertThat(new ImageFiles(job).newest("other", 2)).isEmpty();
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws Exception {
        for (int i = 0; i < 102; i++) {
            keep("web", "b-" + i, "x", i);
        }

        assertThat(new ImageFiles(job).newest("web", 1_000)).hasSize(100).doesNotContainKeys("b-0", "b-1");
    }

    @Test
    void whatIsNoBakesIdNamesNoFile() throws Exception {
        for (String id : List.of("../../x", "", ".hidden")) {
            new ImageFiles(job).keep("web", id, "x");
        }

        assertThat(new ImageFiles(job).newest("web", 10)).isEmpty();
    }
}
