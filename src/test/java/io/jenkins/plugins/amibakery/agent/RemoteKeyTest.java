package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteKeyTest {
    private static final KeyPart PART = new KeyPart(KeyPart.Kind.FILE, "setup.sh", "a".repeat(64), "8 bytes");
    private static final BakeKey KEY =
            BakeKey.of(List.of(PART), List.of(new Floating("setup.sh", 3, "apt-get install jq", "no version", true)));

    @Test
    void aKeyArrivesAsItWasSent() {
        assertThat(RemoteKey.of(KEY).checked().key()).isEqualTo(KEY);
    }

    @Test
    void aDigestThatIsNotTheOneOfItsPartsIsRefused() {
        RemoteKey sent = RemoteKey.of(KEY);
        RemoteKey forged = new RemoteKey("b".repeat(64), sent.parts(), sent.floating(), sent.targets(), sent.bases());

        assertThatThrownBy(forged::checked)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the one of its parts");
    }

    @Test
    void aPartThatIsNoneIsRefused() {
        RemoteKey sent = RemoteKey.of(KEY);
        sent.parts().add(new RemoteKey.Part("PASSWORD", "x", "a".repeat(64), ""));

        assertThatThrownBy(sent::checked).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTextWithoutMeasureIsRefused() {
        RemoteKey sent = RemoteKey.of(KEY);
        sent.parts().add(new RemoteKey.Part("FILE", "x".repeat(10_000), "a".repeat(64), ""));

        assertThatThrownBy(sent::checked).hasMessageContaining("longer than 4096 characters");
    }

    @Test
    void aBaseAmiThatIsNoneIsRefused() {
        RemoteKey sent = RemoteKey.of(KEY);
        sent.bases().add(new RemoteKey.Base("us-west-2", "{}", "$(reboot)", "debian", 0));

        assertThatThrownBy(sent::checked).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAnswerWithoutKeyAndReasonIsRefused() {
        assertThatThrownBy(() -> new KeyAnswer(null, null, "").checked()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void amisAndReasonsNotToTakeThemExcludeEachOther() {
        ArrayList<RemoteAmi> amis =
                new ArrayList<>(List.of(new RemoteAmi("web", "ami-0d53cc9bd365ad65b", "us-west-2", null)));
        ReuseAnswer both = new ReuseAnswer(null, amis, "b-1", "", 0, new ArrayList<>(List.of("It is gone.")));
        ReuseAnswer neither = new ReuseAnswer(null, new ArrayList<>(), "", "", 0, new ArrayList<>());

        assertThatThrownBy(both::checked).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(neither::checked).isInstanceOf(IllegalArgumentException.class);
    }
}
