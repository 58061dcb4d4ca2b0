package io.jenkins.plugins.amibakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packers by name, as an administrator lists them. */
class PackerInstallationTest {
    private final PackerInstallation.DescriptorImpl descriptor = new PackerInstallation.DescriptorImpl();

    @Test
    void whatIsLeftEmptyIsPassedOver() {
        descriptor.setInstallations(packer("", " "), packer("packer-1.16", "/opt/packer"), packer(null, null));

        assertThat(descriptor.getInstallations())
                .extracting(PackerInstallation::getName)
                .containsExactly("packer-1.16");
    }

    @Test
    void blanksAroundANameAndAHomeAreNoPartOfThem() {
        PackerInstallation one = packer(" packer-1.16 ", " /opt/packer ");

        assertThat(one.getName()).isEqualTo("packer-1.16");
        assertThat(one.getHome()).isEqualTo("/opt/packer");
        assertThat(one.program()).isEqualTo("/opt/packer/packer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void oneWithoutANameIsRefused(String name) {
        assertThatThrownBy(() -> descriptor.setInstallations(packer(name, "/opt/packer")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The packer installation with the home '/opt/packer' has no name; give it one.");
    }

    @Test
    void twoOfOneNameAreRefusedAndNothingIsKept() {
        descriptor.setInstallations(packer("old", "/opt/old"));

        assertThatThrownBy(() -> descriptor.setInstallations(packer("a", "/opt/a"), packer(" a", "/opt/b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two packer installations are named 'a'; give each a name of its own.");

        assertThat(descriptor.getInstallations())
                .extracting(PackerInstallation::getName)
                .containsExactly("old");
    }

    @Test
    void thoseThatDifferInTheirLettersAreTwo() {
        descriptor.setInstallations(packer("a", "/opt/a"), packer("A", "/opt/b"));

        assertThat(descriptor.getInstallations()).hasSize(2);
    }

    @Test
    void itComesBeforeAllOthersOnThePath() {
        EnvVars environment = new EnvVars(Map.of("PATH", "/usr/bin"));

        packer("packer-1.16", "/opt/packer").buildEnvVars(environment);

        assertThat(environment).containsEntry("PATH+PACKER", "/opt/packer").containsEntry("PATH", "/usr/bin");
    }

    @Test
    void oneWithoutAHomeChangesNoPathAndHasNoProgram() {
        EnvVars environment = new EnvVars();
        PackerInstallation one = packer("packer-1.16", null);

        one.buildEnvVars(environment);

        assertThat(environment).isEmpty();
        assertThatThrownBy(one::program)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The packer installation 'packer-1.16' has no home on this agent");
    }

    private static PackerInstallation packer(String name, String home) {
        return new PackerInstallation(name, home, List.of());
    }
}
