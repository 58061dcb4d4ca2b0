package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedOutCommitTest {
    private static final String COMMIT = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

    @TempDir
    private Path home;

    private Path workspace;

    @BeforeEach
    void workspace() throws Exception {
        workspace = Files.createDirectories(home.resolve("workspace/img"));
    }

    @Test
    void aCommitThatIsCheckedOutAsSuchIsFound() throws Exception {
        write(".git/HEAD", COMMIT + "\n");

        assertThat(commit(workspace, "")).isEqualTo(COMMIT);
    }

    @Test
    void aBranchIsFollowed() throws Exception {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/refs/heads/main", COMMIT + "\n");

        assertThat(commit(workspace, "")).isEqualTo(COMMIT);
    }

    @Test
    void aBranchThatGitHasPackedIsFollowed() throws Exception {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(
                ".git/packed-refs",
                "# pack-refs\n" + "f".repeat(40) + " refs/heads/x-main\n" + COMMIT + " refs/heads/main\n");

        assertThat(commit(workspace, "")).isEqualTo(COMMIT);
    }

    @Test
    void aStepInADirectoryBelowBelongsToTheSameCheckout() throws Exception {
        write(".git/HEAD", COMMIT);
        Path below = Files.createDirectories(workspace.resolve("packer/web"));

        assertThat(commit(below, "")).isEqualTo(COMMIT);
        assertThat(commit(below, "image.json")).isEqualTo(COMMIT);
    }

    @Test
    void aTemplateInACheckoutOfItsOwnIsOfThatOne() throws Exception {
        write("src/.git/HEAD", COMMIT);

        assertThat(commit(workspace, "src/packer/image.json")).isEqualTo(COMMIT);
        assertThat(commit(workspace, "image.json")).isEmpty();
    }

    @Test
    void aFurtherWorkTreeIsFollowedToItsRepository() throws Exception {
        write("repo/.git/worktrees/web/HEAD", "ref: refs/heads/web");
        write("repo/.git/worktrees/web/commondir", "../..\n");
        write("repo/.git/refs/heads/web", COMMIT);
        write("web/.git", "gitdir: ../repo/.git/worktrees/web\n");

        assertThat(commit(workspace, "web/image.json")).isEqualTo(COMMIT);
    }

    @Test
    void aRepositoryAboveTheWorkspaceIsNotTheJobs() throws Exception {
        Files.createDirectories(home.resolve(".git"));
        Files.writeString(home.resolve(".git/HEAD"), COMMIT);

        assertThat(commit(workspace, "")).isEmpty();
        assertThat(new CheckedOutCommit("../..", workspace.toString()).invoke(workspace.toFile(), null))
                .isEmpty();
    }

    @Test
    void whatIsNoCommitIsNone() throws Exception {
        write(".git/HEAD", "ref: refs/heads/main");
        write(".git/refs/heads/main", "not a commit");
        assertThat(commit(workspace, "")).isEmpty();

        write(".git/HEAD", "x".repeat(20_000));
        assertThat(commit(workspace, "")).isEmpty();
        assertThat(CheckedOutCommit.isOne("<b>")).isFalse();
    }

    private String commit(Path directory, String path) {
        return new CheckedOutCommit(path, workspace.toString()).invoke(directory.toFile(), null);
    }

    private void write(String name, String text) throws Exception {
        Files.createDirectories(workspace.resolve(name).getParent());
        Files.writeString(workspace.resolve(name), text);
    }
}
