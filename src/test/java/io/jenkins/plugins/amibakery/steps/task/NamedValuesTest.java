package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedValuesTest {
    @Test
    void aLineIsAValue() {
        assertThat(NamedValues.read("vars", "version=1.0\n\n # no value\n  url = a=b \r\nempty="))
                .containsExactly(Map.entry("version", "1.0"), Map.entry("url", " a=b"), Map.entry("empty", ""));
    }

    @Test
    void aLineWithoutAnEqualsSignIsRefused() {
        assertThatThrownBy(() -> NamedValues.read("vars", "version 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasToString("vars: 'version 1' has no '='; write NAME=VALUE, a line each.");
    }

    @Test
    void aVariableHasNoBlankInItsNameAndATagMay() {
        assertThatThrownBy(() -> NamedValues.read("vars", "to ken=1"))
                .hasToString("vars: 'to ken' is not a variable name; a name has no blank in it.");
        assertThat(NamedValues.read("tags", "Cost Center=1")).containsKey("Cost Center");
    }

    @Test
    void whatWasTypedIsShownAgain() {
        String typed = "a=1\nb=2";

        assertThat(NamedValues.text(NamedValues.read("vars", typed))).isEqualTo(typed);
        assertThat(NamedValues.shown(Map.of("a", 1))).isEqualTo("a=1");
        assertThat(NamedValues.shown(List.of("x", "y"))).isEqualTo("x\ny");
        assertThat(NamedValues.shown(null)).isEmpty();
    }
}
