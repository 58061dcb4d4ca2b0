package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCallTest {
    @TempDir
    private Path workspace;

    @BeforeEach
    void template() throws IOException {
        Files.writeString(workspace.resolve("image.json"), """
                {"variables": {"password": "", "bake_id": ""},
                 "builders": [{"type": "null", "communicator": "none", "ssh_host": "{{user `bake_id`}}"}],
                 "provisioners": [{"type": "shell", "script": "setup.sh", "environment_vars": ["P={{user `password`}}"]}]}
                """);
        Files.writeString(workspace.resolve("setup.sh"), "echo one\n");
        Files.writeString(workspace.resolve("more.txt"), "1");
    }

    @Test
    void theSameRecipeGivesTheSameKeyInEveryBake() throws IOException {
        assertThat(answer("img-1-00000000", "hunter2").key().checked().key())
                .isEqualTo(answer("img-2-11111111", "hunter2").key().key());
    }

    @Test
    void aChangedScriptIsThePartThatDiffers() throws IOException {
        BakeKey before = answer("img-1-00000000", "hunter2").key().key();
        Files.writeString(workspace.resolve("setup.sh"), "echo two, and more\n");
        BakeKey after = answer("img-2-11111111", "hunter2").key().key();

        assertThat(after.since(before))
                .singleElement()
                .satisfies(change -> assertThat(change.line()).startsWith("file setup.sh changed"));
    }

    @Test
    void aSecretChangesTheKeyAndIsNowhereInIt() throws IOException {
        RemoteKey one = answer("img-1-00000000", "hunter2hunter2").key();
        RemoteKey other = answer("img-1-00000000", "another").key();

        assertThat(one.digest()).isNotEqualTo(other.digest());
        assertThat(one.parts().toString()).doesNotContain("hunter2");
    }

    @Test
    void whatIsMissingIsNamedInOneLine() throws IOException {
        Files.delete(workspace.resolve("setup.sh"));

        assertThat(answer("img-1-00000000", "hunter2").checked().refusal())
                .contains("setup.sh")
                .doesNotContain("\n");
    }

    @Test
    void furtherInputsCount() throws IOException {
        String before = answer("img-1-00000000", "hunter2").key().digest();
        Files.writeString(workspace.resolve("more.txt"), "second");

        assertThat(answer("img-1-00000000", "hunter2").key().digest()).isNotEqualTo(before);
    }

    private KeyAnswer answer(String bakeId, String secret) throws IOException {
        RemoteRequest request = new RemoteRequest(
                bakeId,
                "packer",
                "image.json",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(Map.of("password", secret)),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                "us-west-2",
                null,
                false,
                0,
                null,
                new LinkedHashMap<>(),
                60);
        KeyCall.Facts facts = new KeyCall.Facts(
                "1.6.6",
                "",
                new ArrayList<>(List.of("*.txt")),
                new byte[32],
                workspace.resolve("tmp/known").toString(),
                false);
        return new KeyCall(request, RemoteIdentity.ofEnvironment(new HashMap<>()), facts)
                .invoke(workspace.toFile(), null);
    }
}
