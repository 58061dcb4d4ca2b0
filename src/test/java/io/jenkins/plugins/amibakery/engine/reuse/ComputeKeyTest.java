package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.lockfile.SampleLock;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bake's key where its files are, and the rule by which it counts afterwards. */
class ComputeKeyTest {
    private static final Region HERE = new Region("us-west-2");
    private static final AmiId BASE = new AmiId("ami-0d12b2c3d4e5f6071");
    private static final AmiId OTHER = new AmiId("ami-0123456789abcdef0");

    @TempDir
    private Path workspace;

    private final FakeCloud cloud = new FakeCloud();
    private boolean whose;

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
        assertThat(key("img-1-00000000", "hunter2")).isEqualTo(key("img-2-11111111", "hunter2"));
    }

    @Test
    void aChangedScriptIsThePartThatDiffers() throws Exception {
        BakeKey before = key("img-1-00000000", "hunter2");
        Files.writeString(workspace.resolve("setup.sh"), "echo two, and more\n");

        assertThat(key("img-2-11111111", "hunter2").since(before))
                .singleElement()
                .satisfies(change -> assertThat(change.line()).startsWith("file setup.sh changed"));
    }

    @Test
    void aSecretChangesTheKeyAndIsNowhereInIt() throws Exception {
        BakeKey one = key("img-1-00000000", "hunter2hunter2");

        assertThat(one.digest()).isNotEqualTo(key("img-1-00000000", "another").digest());
        assertThat(one.parts().toString()).doesNotContain("hunter2");
        assertThat(work("img-1-00000000", "hunter2hunter2").toString()).doesNotContain("hunter2");
    }

    @Test
    void whatIsMissingIsNamedInOneLine() throws Exception {
        Files.delete(workspace.resolve("setup.sh"));

        assertThatThrownBy(() -> key("img-1-00000000", "hunter2"))
                .isInstanceOf(BakeFailedException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains("setup.sh").doesNotContain("\n"));
    }

    @Test
    void furtherInputsCount() throws Exception {
        String before = key("img-1-00000000", "hunter2").digest();
        Files.writeString(workspace.resolve("more.txt"), "second");

        assertThat(key("img-1-00000000", "hunter2").digest()).isNotEqualTo(before);
    }

    @Test
    void theAccountIsToldOnlyWhenAskedFor() throws Exception {
        assertThat(told(work("img-1-00000000", "x")).account()).isEmpty();
        whose = true;
        assertThat(told(work("img-1-00000000", "x")).account()).isEqualTo("123456789012");
    }

    @Test
    void onceMoreItHasTheSameBaseAmiWithoutAskingForIt() throws Exception {
        KeyedBake first = withBase(key("img-1-00000000", "hunter2"));

        KeyedBake now = told(work("img-1-00000000", "hunter2").since(first)).bake();

        assertThat(now.key()).isEqualTo(first.key());
        assertThat(now.bases()).containsExactly(BASE);
        assertThat(BakeKeys.unproved(first.key().digest(), Optional.of(first.key()), now, List.of(BASE)))
                .isEmpty();
        assertThat(BakeKeys.unproved(first.key().digest(), Optional.empty(), now, List.of(BASE, BASE)))
                .isEmpty();
    }

    @Test
    void onceMoreItNeedsNoCloudThatAnswers() throws Exception {
        KeyedBake first = withBase(key("img-1-00000000", "hunter2"));
        cloud.silence = Optional.of("Nothing answers at http://127.0.0.1:9");

        assertThat(told(work("img-1-00000000", "hunter2").since(first)).bake().key())
                .isEqualTo(first.key());
        assertThatThrownBy(() -> key("img-1-00000000", "hunter2")).hasMessageContaining("Nothing answers at");
    }

    @Test
    void aKeyThatHasChangedMeanwhileDoesNotCount() throws Exception {
        KeyedBake first = withBase(key("img-1-00000000", "hunter2"));
        Files.writeString(workspace.resolve("setup.sh"), "echo two, and more\n");

        KeyedBake now = told(work("img-1-00000000", "hunter2").since(first)).bake();

        assertThat(BakeKeys.unproved(first.key().digest(), Optional.of(first.key()), now, List.of(BASE)))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("an input changed during the bake: file setup.sh changed"));
        assertThat(BakeKeys.unproved(first.key().digest(), Optional.empty(), now, List.of(BASE)))
                .contains("an input changed during the bake");
    }

    @Test
    void aKeyOfAnotherBaseAmiThanPackerTookDoesNotCount() throws Exception {
        KeyedBake bake = withBase(key("img-1-00000000", "hunter2"));
        String digest = bake.key().digest();

        assertThat(BakeKeys.unproved(digest, Optional.empty(), bake, List.of(OTHER)))
                .contains("it was computed for the base AMI " + BASE + ", but packer took " + OTHER);
        assertThat(BakeKeys.unproved(digest, Optional.empty(), bake, List.of()))
                .contains("it was computed for the base AMI " + BASE + ", but packer took none that it named");
    }

    private static KeyedBake withBase(BakeKey key) {
        List<KeyPart> parts = new ArrayList<>(key.parts());
        parts.add(new KeyPart(KeyPart.Kind.BASE_IMAGE, "of web", "1".repeat(64), BASE.value()));
        Ami base = SampleLock.ami(BASE, io.jenkins.plugins.amibakery.engine.model.AmiState.AVAILABLE);
        return new KeyedBake(
                BakeKey.of(parts, key.floating()),
                List.of(),
                Map.of(BaseImageQuery.of(HERE, BASE), BaseImageAnswer.of(base)));
    }

    private BakeKey key(String bakeId, String secret) throws Exception {
        return told(work(bakeId, secret)).bake().key();
    }

    private KeyTold told(ComputeKey work) throws Exception {
        return work.run(new Workplace(workspace, Map.of()), cloud);
    }

    private ComputeKey work(String bakeId, String secret) {
        BakeRequest request = BakeRequest.of(bakeId, "image.json")
                .secretVariables(Map.of("password", secret))
                .region(Optional.of(HERE))
                .build();
        return new ComputeKey(
                request,
                PackerTold.read("packer", "1.6.6", ""),
                new LockUse(LockUse.Mode.NONE, "", ""),
                List.of("*.txt"),
                new byte[32],
                workspace.resolve("tmp/known").toString(),
                whose,
                null);
    }
}
