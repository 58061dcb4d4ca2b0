package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key of a hundred thousand files says which directory differs, and each file still counts. */
class FoldedPartsTest {
    private static KeyPart file(String name, String content) {
        return new KeyPart(KeyPart.Kind.FILE, name, Sha256.of(content), content);
    }

    private static List<KeyPart> many(int directories, int each) {
        List<KeyPart> files = new ArrayList<>();
        for (int i = 0; i < directories; i++) {
            for (int j = 0; j < each; j++) {
                files.add(file("web/d" + i + "/f" + j, "x"));
            }
        }
        files.add(file("setup.sh", "x"));
        return files;
    }

    @Test
    void fewFilesStayWhatTheyAre() {
        assertThat(FoldedParts.of(many(10, 10))).isEqualTo(many(10, 10));
    }

    @Test
    void manyBecomeTheirDirectories() {
        List<KeyPart> folded = FoldedParts.of(many(100, 1_000));
        assertThat(folded).hasSize(101).extracting(KeyPart::name).contains("setup.sh", "web/d7");
        assertThat(folded).extracting(KeyPart::shown).contains("1000 entries");
    }

    @Test
    void eachOfThemCounts() {
        List<KeyPart> before = FoldedParts.of(many(100, 1_000));
        List<KeyPart> changed = many(100, 1_000);
        changed.set(7_500, file(changed.get(7_500).name(), "y"));
        List<KeyPart> after = FoldedParts.of(changed);
        assertThat(after)
                .filteredOn(part -> !before.contains(part))
                .extracting(KeyPart::name)
                .containsExactly("web/d7");
    }

    @Test
    void filesInOneDirectoryBecomeOnePart() {
        List<KeyPart> flat = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            flat.add(file("f" + i, "x"));
        }
        assertThat(FoldedParts.of(flat))
                .singleElement()
                .extracting(KeyPart::name)
                .isEqualTo("files");
    }
}
