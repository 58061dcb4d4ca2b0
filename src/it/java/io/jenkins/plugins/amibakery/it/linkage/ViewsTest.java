package io.jenkins.plugins.amibakery.it.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of views finds what is broken on purpose, in a small library of tags. */
class ViewsTest {
    @TempDir
    Path folder;

    private Archives archives;
    private Views views;

    @BeforeEach
    void library() throws IOException {
        Path jar = folder.resolve("library.jar");
        Map<String, String> files = Map.of(
                "lib/oven/tray.jelly", "<j:jelly><st:attribute name=\"size\"/>${attrs.heat}</j:jelly>",
                "io/oven/page.js", "",
                "images/symbols/bread.svg", "");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        archives = new Archives(folder);
        archives.addJar(jar);
        views = new Views(List.of(archives), new Classes(List.of(archives)));
    }

    @AfterEach
    void close() throws IOException {
        archives.close();
    }

    @Test
    void knownTagsAttributesAndSymbolsPass() {
        assertThat(misses("<o:tray size='2' heat='3' data-x='y'/><p class='symbol-bread' onto='symbol-x plugin-y'/>"))
                .isEmpty();
    }

    @Test
    void unknownTagsAndAttributesAreNamedWithTheirLine() {
        assertThat(misses("<o:oven/>\n<o:tray colour='red'/>"))
                .containsExactly("v.jelly:1: no tag lib/oven/oven", "v.jelly:2: lib/oven/tray has no attribute colour");
    }

    @Test
    void unknownSymbolsAreNamed() {
        assertThat(misses("<p class='symbol-cake'/>")).containsExactly("v.jelly: no symbol symbol-cake");
    }

    @Test
    void brokenXmlIsAMiss() {
        assertThat(misses("<p>")).hasSize(1);
    }

    private List<String> misses(String body) {
        String view = "<j:jelly xmlns:j='jelly:core' xmlns:o='/lib/oven'>" + body + "</j:jelly>";
        return views.misses("v.jelly", view.getBytes(StandardCharsets.UTF_8));
    }
}
