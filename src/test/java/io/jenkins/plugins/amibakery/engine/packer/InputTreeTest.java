package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files by the names that a recipe gives them, the same in every workspace. */
@Timeout(30)
class InputTreeTest {
    @TempDir
    private Path workspace;

    @TempDir
    private Path elsewhere;

    private InputTree tree;

    @BeforeEach
    void begin() throws IOException {
        workspace = workspace.toRealPath();
        tree = new InputTree(workspace);
    }

    @Test
    void aFileIsCalledBySamePathInEveryWorkspace() throws IOException {
        file(workspace.resolve("packer/setup.sh"));

        assertThat(tree.add(workspace.resolve("packer/setup.sh"), "packer/setup.sh", "a"))
                .isEqualTo("packer/setup.sh");
        assertThat(tree.add(workspace.resolve("packer/../packer/setup.sh"), "x", "a"))
                .isEqualTo("packer/setup.sh");
        assertThat(tree.all()).as("it is told once").hasSize(1);
    }

    @Test
    void aFileOfTheMachineIsCalledByItsWholePath() throws IOException {
        Path file = file(elsewhere.resolve("key.pub"));

        assertThat(tree.add(file, file.toString(), "a")).isEqualTo(file.toString());
    }

    @Test
    void aFileBesideTheWorkspaceIsCalledAsTheRecipeWritesIt() throws IOException {
        Path file = file(elsewhere.resolve("key.pub"));
        String written = workspace.relativize(file).toString();

        assertThat(tree.add(workspace.resolve(written), written, "a")).isEqualTo(written);
    }

    @Test
    void theDirectoryItselfIsCalledByADotAndItsFilesByTheirNames() throws IOException {
        file(workspace.resolve("a/b.txt"));

        assertThat(tree.add(workspace, ".", "a")).isEqualTo(".");
        assertThat(names()).containsExactly(".", "a/b.txt");
    }

    @Test
    void aDirectoryIsAnInputItselfAndThoseInItAreNot() throws IOException {
        file(workspace.resolve("site/css/a.css"));

        tree.add(workspace.resolve("site"), "site", "a");

        assertThat(names()).containsExactly("site", "site/css/a.css");
    }

    @Test
    void anEmptyDirectoryIsAnInputToo() throws IOException {
        Files.createDirectories(workspace.resolve("logs"));

        tree.add(workspace.resolve("logs"), "logs", "a");

        assertThat(tree.all())
                .singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(InputFile.Kind.DIRECTORY));
    }

    @Test
    void whetherItsOwnerMayRunItCountsAndNothingElseOfItsMode() throws IOException {
        Path script = file(workspace.resolve("setup.sh"));
        Path text = file(workspace.resolve("text"));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-rwxrwx"));

        tree.add(script, "setup.sh", "a");
        tree.add(text, "text", "a");

        assertThat(tree.all()).extracting(InputFile::executable).containsExactly(true, false);
    }

    @Test
    void aLinkIsToldWithWhatItPointsTo() throws IOException {
        file(workspace.resolve("real.txt"));
        Files.createSymbolicLink(workspace.resolve("link"), Path.of("real.txt"));
        Files.createSymbolicLink(workspace.resolve("whole"), workspace.resolve("real.txt"));

        tree.add(workspace.resolve("link"), "link", "a");
        tree.add(workspace.resolve("whole"), "whole", "a");

        assertThat(tree.all())
                .filteredOn(one -> one.kind() == InputFile.Kind.LINK)
                .extracting(InputFile::target)
                .as("the same in every workspace")
                .containsExactly("real.txt", "./real.txt");
        assertThat(names()).contains("link", "whole");
    }

    @Test
    void aLinkThatLeadsNowhereIsToldAndNoFailureWithinADirectory() throws IOException {
        Files.createDirectories(workspace.resolve("d"));
        Files.createSymbolicLink(workspace.resolve("d/gone"), Path.of("nowhere"));

        tree.add(workspace.resolve("d"), "d", "a");

        assertThat(tree.all())
                .filteredOn(one -> one.kind() == InputFile.Kind.LINK)
                .singleElement()
                .satisfies(one -> assertThat(one.target()).isEqualTo("nowhere"));
    }

    @Test
    void aLinkThatLeadsAroundInCirclesEnds() throws IOException {
        file(workspace.resolve("d/a.txt"));
        Files.createSymbolicLink(workspace.resolve("d/again"), Path.of("."));
        Files.createSymbolicLink(workspace.resolve("d/up"), Path.of(".."));

        tree.add(workspace.resolve("d"), "d", "a");

        assertThat(names()).contains("d/a.txt", "d/again").allMatch(name -> name.length() < 60);
    }

    @Test
    void whatIsNotThereIsNamedWithWhoNamesIt() {
        assertThatThrownBy(() -> tree.add(workspace.resolve("setup.sh"), "setup.sh", "provisioner 1 (shell)"))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("provisioner 1 (shell) names 'setup.sh', which does not exist in " + workspace);
    }

    @Test
    void whatIsNeitherFileNorDirectoryIsRefused() {
        assertThatThrownBy(() -> tree.add(Path.of("/dev/zero"), "/dev/zero", "a"))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("'/dev/zero' is neither a file nor a directory");
    }

    @Test
    void aPatternAddsEachFileThatItMatches() throws IOException {
        file(workspace.resolve("src/a.py"));
        file(workspace.resolve("src/deep/b.py"));
        file(workspace.resolve("src/c.txt"));
        file(workspace.resolve(".git/d.py"));

        tree.addMatching("./**/*.py", workspace, "--input");

        assertThat(names()).containsExactly("src/a.py", "src/deep/b.py");
    }

    @Test
    void aPatternBelowADirectoryIsSearchedThereAlone() throws IOException {
        file(workspace.resolve("src/a.py"));
        file(workspace.resolve("b.py"));

        tree.addMatching("src/*.py", workspace, "--input");

        assertThat(names()).containsExactly("src/a.py");
    }

    @Test
    void gitsOwnFilesAreMatchedOnlyIfTheyAreNamed() throws IOException {
        file(workspace.resolve(".git/HEAD"));

        tree.addMatching(".git/H*", workspace, "--input");

        assertThat(names()).containsExactly(".git/HEAD");
    }

    @Test
    void aPatternThatMatchesNothingIsRefused() {
        assertThatThrownBy(() -> tree.addMatching("*.py", workspace, "--input"))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("--input '*.py' matches no file in " + workspace);
        assertThatThrownBy(() -> tree.addMatching("nowhere/*.py", workspace, "--input"))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("matches no file");
    }

    private List<String> names() {
        return tree.all().stream().map(InputFile::name).distinct().toList();
    }

    private static Path file(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, file.getFileName() + "\n");
    }
}
