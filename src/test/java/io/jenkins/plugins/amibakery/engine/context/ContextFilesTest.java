package io.jenkins.plugins.amibakery.engine.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything in a directory counts, by names that are the same in every workspace. */
@Timeout(30)
class ContextFilesTest {
    @TempDir
    private Path workspace;

    @TempDir
    private Path elsewhere;

    private final List<String> notKnown = new ArrayList<>();
    private final Set<Path> left = new HashSet<>();
    private ContextFiles files;

    @BeforeEach
    void begin() throws IOException {
        workspace = workspace.toRealPath();
        elsewhere = elsewhere.toRealPath();
        files = new ContextFiles(workspace, left::contains, (name, why) -> notKnown.add(name + ": " + why));
    }

    @Test
    void everyFileAndDirectoryOfAContextCounts() throws IOException {
        file("packer/web.json");
        file("packer/scripts/deep/er/setup.sh");
        file("packer/.hidden");
        Files.createDirectories(workspace.resolve("packer/logs"));
        file("unrelated.txt");

        files.context(workspace.resolve("packer"));

        assertThat(names())
                .containsExactly(
                        "packer",
                        "packer/.hidden",
                        "packer/logs",
                        "packer/scripts",
                        "packer/scripts/deep",
                        "packer/scripts/deep/er",
                        "packer/scripts/deep/er/setup.sh",
                        "packer/web.json");
    }

    @Test
    void whatVersionControlKeepsNeverCounts() throws IOException {
        for (String own : List.of(".git/HEAD", "sub/.git", ".hg/store", "a/.svn/entries")) {
            file(own);
        }
        file(".gitignore");

        files.context(workspace);

        assertThat(names()).containsExactly(".", ".gitignore", "a", "sub");
    }

    @Test
    void aBakeignoreTakesOutAndBringsBackAsGitDoes() throws IOException {
        file("README.md");
        file("docs/a.md");
        file("docs/keep.md");
        file("target/x.jar");
        file("src/target/x.jar");
        Files.writeString(workspace.resolve(".bakeignore"), "# notes\n*.md\n!keep.md\n/target/\n");

        files.context(workspace);

        assertThat(names())
                .contains("docs/keep.md", "src/target/x.jar", ".bakeignore")
                .doesNotContain("README.md", "docs/a.md", "target", "target/x.jar");
    }

    @Test
    void aBakeignoreFurtherDownSpeaksOfItsOwnDirectory() throws IOException {
        file("a/x.log");
        file("b/x.log");
        Files.writeString(workspace.resolve(".bakeignore"), "*.log\n");
        Files.writeString(workspace.resolve("b/.bakeignore"), "!x.log\n");

        files.context(workspace);

        assertThat(names()).contains("b/x.log").doesNotContain("a/x.log");
    }

    @Test
    void aFileThatIsNamedCountsWhateverIsIgnored() throws IOException {
        Path script = file("setup.sh");
        Files.writeString(workspace.resolve(".bakeignore"), "*.sh\n");
        files.context(workspace);
        assertThat(names()).doesNotContain("setup.sh");

        assertThat(files.named(script, "setup.sh", "a")).isEqualTo("setup.sh");

        assertThat(names()).contains("setup.sh");
    }

    @Test
    void whatIsToldOtherwiseIsLeftOut() throws IOException {
        left.add(file("web.json"));
        left.add(Files.createDirectories(workspace.resolve("manifests")));
        file("manifests/web.json");

        files.context(workspace);

        assertThat(names()).containsExactly(".");
    }

    @Test
    void allOfAModeCountsSinceUploadsKeepIt() throws IOException {
        Path script = file("setup.sh");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Path directory = Files.createDirectories(workspace.resolve("d"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));

        files.context(workspace);

        assertThat(mode("setup.sh")).isEqualTo("0700");
        assertThat(mode("d")).isEqualTo("0750");
    }

    @Test
    void aFileOfTheMachineIsCalledByItsWholePath() throws IOException {
        Path file = Files.writeString(elsewhere.resolve("key.pub"), "x");
        assertThat(files.named(file, file.toString(), "a")).isEqualTo(file.toString());
    }

    @Test
    void aFileBesideTheWorkspaceIsCalledAsTheRecipeWritesIt() throws IOException {
        Path file = Files.writeString(elsewhere.resolve("key.pub"), "x");
        String written = workspace.relativize(file).toString();
        assertThat(files.named(workspace.resolve(written), written, "a")).isEqualTo(written);
        assertThat(names()).containsExactly(written);
    }

    @Test
    void aLinkWithinTheContextIsToldAndItsTargetCountsByItself() throws IOException {
        file("real.txt");
        Files.createSymbolicLink(workspace.resolve("link"), Path.of("real.txt"));
        Files.createSymbolicLink(workspace.resolve("whole"), workspace.resolve("real.txt"));

        files.context(workspace);

        assertThat(files.all())
                .filteredOn(one -> one.kind() == InputFile.Kind.LINK)
                .extracting(InputFile::target)
                .as("the same in every workspace")
                .containsExactly("real.txt", "./real.txt");
        assertThat(names()).containsExactly(".", "link", "real.txt", "whole");
    }

    @Test
    void whatALinkOutOfTheContextLeadsToCounts() throws IOException {
        Files.writeString(elsewhere.resolve("shared.sh"), "echo");
        Files.createSymbolicLink(workspace.resolve("shared"), elsewhere);

        files.context(workspace);

        assertThat(names()).containsExactly(".", "shared", "shared", "shared/shared.sh");
    }

    @Test
    void linksThatLeadNowhereOrAroundInCirclesEnd() throws IOException {
        file("d/a.txt");
        Files.createSymbolicLink(workspace.resolve("d/again"), Path.of("."));
        Files.createSymbolicLink(workspace.resolve("d/up"), Path.of(".."));
        Files.createSymbolicLink(workspace.resolve("d/gone"), Path.of("nowhere"));
        Files.createSymbolicLink(elsewhere.resolve("back"), workspace);
        Files.createSymbolicLink(workspace.resolve("out"), elsewhere);

        files.context(workspace);

        assertThat(names()).contains("d/a.txt", "d/again", "d/gone", "out/back").allMatch(name -> name.length() < 30);
    }

    @Test
    void whatIsNamedAndNotThereIsSaidWithWhoNamesIt() {
        assertThatThrownBy(() -> files.named(workspace.resolve("setup.sh"), "setup.sh", "provisioner 1 (shell)"))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("provisioner 1 (shell) names 'setup.sh', which does not exist in " + workspace);
    }

    @Test
    void whatIsNeitherFileNorDirectoryIsNotKnown() throws Exception {
        Process made = new ProcessBuilder("mkfifo", workspace.resolve("pipe").toString()).start();
        assertThat(made.waitFor()).isZero();

        files.context(workspace);

        assertThat(notKnown)
                .containsExactly("pipe: it is neither a file nor a directory, and what is read from it is not known");
    }

    @Test
    void patternsAddWhatIsIgnored() throws IOException {
        file("lists/deep/a.txt");
        Files.writeString(workspace.resolve(".bakeignore"), "lists/\n");
        files.context(workspace);
        assertThat(names()).doesNotContain("lists/deep/a.txt");

        files.matching("lists/**/*.txt", "The inputs pattern");

        assertThat(names()).contains("lists/deep/a.txt");
        assertThatThrownBy(() -> files.matching("app/**", "The inputs pattern"))
                .hasMessageStartingWith("The inputs pattern 'app/**' matches no file in " + workspace);
    }

    @Test
    void aContextThatIsTooLargeSaysWhatToWriteIntoABakeignore() {
        List<InputFile> many = new ArrayList<>();
        for (int i = 0; i < 100_001; i++) {
            many.add(new InputFile(InputFile.Kind.FILE, "web/node_modules/" + i, workspace, "0644", 10, ""));
        }
        assertThat(ContextSize.of(many).shown())
                .isEqualTo(
                        "100001 files, 1000 kB, which is much to read for each bake: put what is no input into .bakeignore,"
                                + " such as /web/node_modules/");
        assertThat(ContextSize.of(many.subList(0, 1)).shown()).isEqualTo("1 file, 10 bytes");
    }

    private Path file(String name) throws IOException {
        Path file = workspace.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    private String mode(String name) {
        return files.all().stream()
                .filter(one -> one.name().equals(name))
                .map(InputFile::mode)
                .findFirst()
                .orElseThrow();
    }

    private List<String> names() {
        return files.all().stream().map(InputFile::name).toList();
    }
}
