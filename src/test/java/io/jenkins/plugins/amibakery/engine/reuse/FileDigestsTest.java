package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestsTest {
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String ZEROS = "0".repeat(64);

    @TempDir
    private Path folder;

    private Path file;
    private Path kept;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("file name"), "hello");
        kept = folder.resolve("cache/digests");
    }

    /** As if it had been read at a time when its last change was long ago. */
    private void remember(Path path, String digest) throws IOException {
        DigestCache cache = new DigestCache(kept, System.currentTimeMillis());
        cache.put(path, FileState.of(path).orElseThrow(), digest);
        cache.save();
    }

    @Test
    void theDigestIsThatOfSha256sum() {
        assertThat(FileDigests.uncached().of(List.of(file))).containsEntry(file, HELLO);
    }

    @Test
    void anUnchangedFileIsNotReadAgain() throws IOException {
        remember(file, ZEROS);
        FileDigests digests = FileDigests.cachedIn(kept);
        assertThat(digests.of(List.of(file))).containsEntry(file, ZEROS);
        assertThat(digests.bytesRead()).isZero();
    }

    @Test
    void aFileThatJustChangedIsReadAgainAsItMayChangeOnceMoreUnseen() {
        FileDigests.cachedIn(kept).of(List.of(file));
        FileDigests digests = FileDigests.cachedIn(kept);
        digests.of(List.of(file));
        assertThat(digests.bytesRead()).isEqualTo(5);
    }

    @Test
    void changedContentOfTheSameSizeAndTimeIsSeen() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        remember(file, ZEROS);
        Files.writeString(file, "jello");
        Files.setLastModifiedTime(file, time);
        assertThat(FileDigests.cachedIn(kept).of(List.of(file)).get(file)).isNotIn(ZEROS, HELLO);
    }

    @Test
    void anotherFileMovedIntoItsPlaceIsSeen() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "jello");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        remember(file, ZEROS);
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(FileDigests.cachedIn(kept).of(List.of(file)).get(file)).isNotIn(ZEROS, HELLO);
    }

    @Test
    void aFileIsSettledOnceItsLastChangeIsLongerAgoThanAClockTick() {
        FileState state = new FileState(1, 2, 3, 10_000_000_000L, 12_000_000_000L);
        assertThat(state.isSettledAt(14_000_000_000L)).isFalse();
        assertThat(state.isSettledAt(14_000_000_001L)).isTrue();
    }

    @Test
    void aDamagedCacheCostsTimeAlone() throws IOException {
        remember(file, ZEROS);
        Files.writeString(kept, "nonsense\n1 2 3");
        assertThat(FileDigests.cachedIn(kept).of(List.of(file))).containsEntry(file, HELLO);
        Files.writeString(kept, "ami-bakery digests 1\n99999999999999999999 1 1 1 1 1 " + ZEROS + " " + file + "\n");
        assertThat(FileDigests.cachedIn(kept).of(List.of(file))).containsEntry(file, HELLO);
    }

    @Test
    void whatIsNotAskedForInAMonthIsForgotten() throws IOException {
        long now = System.currentTimeMillis();
        DigestCache old = new DigestCache(kept, now - 31L * 86_400_000);
        old.put(file, FileState.of(file).orElseThrow(), ZEROS);
        old.save();
        DigestCache later = new DigestCache(kept, now);
        later.put(folder, FileState.of(folder).orElseThrow(), HELLO);
        later.save();
        DigestCache last = new DigestCache(kept, now);
        assertThat(last.get(file, FileState.of(file).orElseThrow())).isEqualTo(Optional.empty());
        assertThat(Files.list(kept.getParent())).containsExactly(kept);
    }

    @Test
    void aFileThatIsGoneIsNamed() {
        Path gone = folder.resolve("gone.sh");
        assertThatThrownBy(() -> FileDigests.uncached().of(List.of(file, gone)))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageStartingWith("'" + gone + "' cannot be read: it is gone.");
    }
}
