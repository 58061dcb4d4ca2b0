package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
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
    void template() throws Exception {
        Files.writeString(workspace.resolve("image.json"), """
                {"variables": {"password": "", "bake_id": ""},
                 "builders": [{"type": "null", "communicator": "none", "ssh_host": "{{user `bake_id`}}"}],
                 "provisioners": [{"type": "shell", "script": "setup.sh", "environment_vars": ["P={{user `password`}}"]}]}
                """);
        Files.writeString(workspace.resolve("setup.sh"), "echo one\n");
        Files.writeString(workspace.resolve("more.txt"), "1");
    }

    @Test
    void theSameRecipeGivesTheSameKeyInEveryBake() throws Exception {
        assertThat(answer("img-1-00000000", "hunter2").key().checked().key())
                .isEqualTo(answer("img-2-11111111", "hunter2").key().key());
    }

    @Test
    void aChangedScriptIsThePartThatDiffers() throws Exception {
        BakeKey before = answer("img-1-00000000", "hunter2").key().key();
        Files.writeString(workspace.resolve("setup.sh"), "echo two, and more\n");
        BakeKey after = answer("img-2-11111111", "hunter2").key().key();

        assertThat(after.since(before))
                .singleElement()
                .satisfies(change -> assertThat(change.line()).startsWith("file setup.sh changed"));
    }

    @Test
    void aSecretChangesTheKeyAndIsNowhereInIt() throws Exception {
        RemoteKey one = answer("img-1-00000000", "hunter2hunter2").key();
        RemoteKey other = answer("img-1-00000000", "another").key();

        assertThat(one.digest()).isNotEqualTo(other.digest());
        assertThat(one.parts().toString()).doesNotContain("hunter2");
    }

    @Test
    void whatIsMissingIsNamedInOneLine() throws Exception {
        Files.delete(workspace.resolve("setup.sh"));

        assertThat(answer("img-1-00000000", "hunter2").checked().refusal())
                .contains("setup.sh")
                .doesNotContain("\n");
    }

    @Test
    void furtherInputsCount() throws Exception {
        String before = answer("img-1-00000000", "hunter2").key().digest();
        Files.writeString(workspace.resolve("more.txt"), "second");

        assertThat(answer("img-1-00000000", "hunter2").key().digest()).isNotEqualTo(before);
    }

    @Test
    void onceMoreItHasTheSameBaseAmiWithoutAskingForIt() throws Exception {
        RemoteKey first =
                RemoteKey.of(withBase(answer("img-1-00000000", "hunter2").key().key()));

        RemoteKey now = call("img-1-00000000", "hunter2")
                .since(first)
                .invoke(workspace.toFile(), null)
                .checked()
                .key();

        assertThat(now.key()).isEqualTo(first.key());
    }

    @Test
    void onceMoreItTellsWhatHasChanged() throws Exception {
        RemoteKey first =
                RemoteKey.of(withBase(answer("img-1-00000000", "hunter2").key().key()));
        Files.writeString(workspace.resolve("setup.sh"), "echo two, and more\n");

        RemoteKey now = call("img-1-00000000", "hunter2")
                .since(first)
                .invoke(workspace.toFile(), null)
                .key();

        assertThat(now.key().since(first.key()))
                .singleElement()
                .satisfies(change -> assertThat(change.line()).startsWith("file setup.sh changed"));
    }

    private static BakeKey withBase(BakeKey key) {
        List<KeyPart> parts = new ArrayList<>(key.parts());
        parts.add(new KeyPart(KeyPart.Kind.BASE_IMAGE, "of web", "1".repeat(64), "ami-11111111111111111"));
        return BakeKey.of(parts, key.floating());
    }

    private KeyAnswer answer(String bakeId, String secret) throws Exception {
        return call(bakeId, secret).invoke(workspace.toFile(), null);
    }

    private KeyCall call(String bakeId, String secret) {
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
                false,
                false);
        return new KeyCall(request, RemoteIdentity.ofEnvironment(new HashMap<>()), facts);
    }
}
