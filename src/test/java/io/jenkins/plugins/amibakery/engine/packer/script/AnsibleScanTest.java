package io.jenkins.plugins.amibakery.engine.packer.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AnsibleScanTest {
    @Test
    void requirementsWithoutAVersionFloat() {
        assertThat(AnsibleScan.requirements(
                        "requirements.yml", "- src: geerlingguy.docker\n- {src: x, version: 1.0.0}\n"))
                .singleElement()
                .extracting(Floating::line)
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1, 2",
                "a: &a [*a]",
                "--- {a: 1}\n--- {b: 1}\n",
                "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c]\n"
                        + "e: &e [*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f]\n"
            })
    void whatCannotBeReadIsNotTakenForPinned(String text) {
        assertThat(AnsibleScan.requirements("requirements.yml", text))
                .singleElement()
                .extracting(Floating::why)
                .asString()
                .startsWith("it could not be read: requirements.yml");
    }
}
