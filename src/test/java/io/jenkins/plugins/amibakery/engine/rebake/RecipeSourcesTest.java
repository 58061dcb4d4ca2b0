package io.jenkins.plugins.amibakery.engine.rebake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a commit is a reason to bake again. */
class RecipeSourcesTest {
    private static final String LOG = """
            commit 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567
            tree 1111111111111111111111111111111111111111
            parent 2222222222222222222222222222222222222222
            author Jane Doe <jane@example.com> 1764500000 +0000
            committer Joe <joe@example.com> 1764500000 +0000

                Install nginx

                commit and author are words of a message, too

            :100644 100644 3333333333333333333333333333333333333333 4444444444444444444444444444444444444444 M\tpacker/setup.sh
            :100644 100644 3333333333333333333333333333333333333333 4444444444444444444444444444444444444444 R100\told.txt\tnew.txt

            commit 2222222222222222222222222222222222222222
            author Joe <joe@example.com> 1764400000 +0000

                Notes
            :000000 100644 0000000000000000000000000000000000000000 4444444444444444444444444444444444444444 A\tNOTES.md
            """;

    @Test
    void aLogOfGitIsReadCommitByCommit() {
        assertThat(SourceCommit.read(LOG))
                .containsExactly(
                        new SourceCommit(
                                "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
                                "Jane Doe",
                                List.of("packer/setup.sh", "old.txt", "new.txt")),
                        new SourceCommit("2222222222222222222222222222222222222222", "Joe", List.of("NOTES.md")));
        assertThat(SourceCommit.read("")).isEmpty();
    }

    @Test
    void aReasonNamesCommitAuthorAndFile() {
        SourceState state = recipe().since(SourceCommit.read(LOG));

        assertThat(state.changed()).isTrue();
        assertThat(state.said()).isEqualTo("commit 0a1b2c3 by Jane Doe changed packer/setup.sh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packer/web.json",
                "packer/setup.sh",
                "repository/packer/setup.sh",
                "setup.sh",
                "app/new/page.html",
                "repository/app/page.html",
                "vars/prod.json",
                "config/nested/any.yml",
                "packer/other.pkr.hcl",
                "any.auto.pkrvars.json",
                "packer/web.lock.json",
                "Jenkinsfile",
                "common/lib.sh",
                "one/two/file"
            })
    void aFileOfTheRecipeIsAReason(String path) {
        assertThat(since(path).changed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTES.md", "packer/README.md", "vars/dev.json", "happy/page.html", "packer/new.sh"})
    void anotherFileIsNone(String path) {
        SourceState state = since(path);

        assertThat(state.changed()).isFalse();
        assertThat(state.said())
                .isEqualTo("Source control has 1 commit since the last bake that changed no file of the recipe.");
    }

    @Test
    void aPatternOverTheWholeRepositoryMakesEveryFileOne() {
        assertThat(recipe("packer/web.json", "**/*.yml")
                        .since(commits("NOTES.md"))
                        .changed())
                .isTrue();
    }

    @Test
    void aCommitOfAnotherRepositoryIsAReasonAsItsFilesAreNotKnown() {
        assertThat(recipe().since(List.of()))
                .isEqualTo(new SourceState(
                        true, "source changed since the last build (another repository of the job has a new commit)"));
    }

    private static SourceState since(String path) {
        return recipe().since(commits(path));
    }

    private static List<SourceCommit> commits(String path) {
        return List.of(new SourceCommit("0a1b2c3d", "Jane", List.of(path)));
    }

    private static RecipeSources recipe() {
        return recipe("./packer/web.json", "vars/prod.json", "config/**");
    }

    private static RecipeSources recipe(String... named) {
        return new RecipeSources(
                BakeKey.of(
                        List.of(
                                part(KeyPart.Kind.FILE, "packer/setup.sh"),
                                part(KeyPart.Kind.FILE, "app/page.html"),
                                part(KeyPart.Kind.FILE, "../common/lib.sh"),
                                part(KeyPart.Kind.DIRECTORY, "app"),
                                part(KeyPart.Kind.DIRECTORY, "src/one/two"),
                                part(KeyPart.Kind.VARIABLE, "NOTES.md")),
                        List.of()),
                List.of(named));
    }

    private static KeyPart part(KeyPart.Kind kind, String name) {
        return new KeyPart(kind, name, "1".repeat(64), "");
    }
}
