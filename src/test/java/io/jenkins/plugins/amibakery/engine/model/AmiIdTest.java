package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"ami-0d53cc9b", "ami-0d53cc9bd365ad65b"})
    void bothLengthsOfIdsAreIds(String id) {
        assertThat(new AmiId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ami-",
                "ami-0d53cc9",
                "ami-0d53cc9bd",
                "ami-0d53cc9bd365ad65",
                "ami-0D53CC9BD365AD65B",
                "ami-0d53cc9bd365ad65g",
                "i-0d53cc9bd365ad65b",
                " ami-0d53cc9b",
                "ami-0d53cc9b\n",
                "ami-0d53cc9b; reboot"
            })
    void whatIsNoIdIsRefusedByName(String text) {
        assertThat(AmiId.isAmiId(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmiId(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("8 or 17 hexadecimal digits");
    }

    @Test
    void noTextIsNoId() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AmiId(null));
    }
}
