package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.reuse.KeyQuestion;
import io.jenkins.plugins.amibakery.engine.reuse.RecipeQuestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that cannot be proved after a bake is no reason to end it without its report and without cleaning up. */
class SessionKeyTest {
    private static final String TEMPLATE =
            "{\"variables\": {\"region\": \"us-west-2\"}, \"builders\": [{\"type\": \"null\", \"communicator\": \"none\"}],"
                    + "\"provisioners\": [{\"type\": \"shell-local\", \"script\": \"a.sh\"}]}";

    @TempDir
    Path directory;

    private SessionKey keyed() throws Exception {
        Files.writeString(directory.resolve("t.json"), TEMPLATE);
        Files.writeString(directory.resolve("a.sh"), "echo\n");
        BakeRequest request = BakeRequest.of("20260101-120000-aaaaaaaa", Path.of("t.json"))
                .directory(directory)
                .variableFiles(List.of(Files.writeString(directory.resolve("v.json"), "{}")))
                .build();
        Map<String, String> environment = Map.of(
                "XDG_CACHE_HOME", directory + "/cache", "XDG_STATE_HOME", directory + "/state", "HOME", "" + directory);
        SessionKey key = new SessionKey(
                new RecipeQuestion(request, environment, Optional.empty(), List.of("*.sh")),
                new AwsCloud(AwsAccess.ofEnvironment(Map.of())));
        key.now(recipe -> new KeyQuestion(recipe, new PackerVersion(1, 9, 5), PackerPlugins.NONE, Optional.empty()));
        return key;
    }

    @Test
    void whatHasNotChangedHasAKey() throws Exception {
        assertThat(keyed().settled(List.of()).digest()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.json", "v.json", "a.sh"})
    void whatCannotBeReadAnyMoreHasNone(String file) throws Exception {
        SessionKey key = keyed();
        Files.writeString(directory.resolve(file), "{ broken \u0000 [");
        assertThatThrownBy(() -> key.settled(List.of())).isInstanceOf(SessionKey.NoKey.class);

        Files.delete(directory.resolve(file));
        Files.createDirectory(directory.resolve(file));
        assertThatThrownBy(() -> key.settled(List.of())).isInstanceOf(SessionKey.NoKey.class);
    }

    @Test
    void aWrongValueIsNoEndOfTheBakeEither() {
        assertThatThrownBy(() -> SessionKey.proved(() -> {
                    throw new IllegalArgumentException("Not a region: 'nowhere'");
                }))
                .isInstanceOf(SessionKey.NoKey.class)
                .hasMessage("Not a region: 'nowhere'");
    }
}
