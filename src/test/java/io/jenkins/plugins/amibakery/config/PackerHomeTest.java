package io.jenkins.plugins.amibakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackerHomeTest {
    @ParameterizedTest
    @CsvSource({"/opt/packer, /opt/packer/packer", "/opt/packer/, /opt/packer/packer", "/, /packer"})
    void theProgramIsBelowItsHome(String home, String program) {
        assertThat(PackerHome.program("packer-1.16", home)).isEqualTo(program);
    }

    @Test
    void withoutAHomeThereIsNoProgram() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackerHome.program("packer-1.16", null))
                .withMessage("The packer installation 'packer-1.16' has no home on this agent;"
                        + " Manage Jenkins, Tools sets it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$HOME/packer", "${TOOLS}/packer"})
    void whatOnlyAnAgentCanCompleteIsLeftOpen(String home) {
        assertThat(PackerHome.wrong(new File(home))).isEmpty();
        assertThat(PackerHome.doubt(new File(home))).isEmpty();
    }

    @Test
    void aRelativeHomeIsWrongEverywhere() {
        assertThat(PackerHome.wrong(new File("tools/packer")))
                .contains("'tools/packer' is relative; give the absolute path of the directory on the agents,"
                        + " such as /opt/packer.");
    }

    @Test
    void theProgramItselfIsNoHome(@TempDir Path folder) throws IOException {
        File program = Files.createFile(folder.resolve("packer")).toFile();

        assertThat(PackerHome.wrong(program))
                .contains("'" + program + "' is a file; give the directory that packer is in: " + folder);
    }

    @Test
    void aHomeWithPackerIsFine(@TempDir Path folder) throws IOException {
        assertThat(Files.createFile(folder.resolve("packer")).toFile().setExecutable(true))
                .isTrue();

        assertThat(PackerHome.wrong(folder.toFile())).isEmpty();
        assertThat(PackerHome.doubt(folder.toFile())).isEmpty();
    }

    @Test
    void whatIsNotThereHereMayBeThereOnTheAgents(@TempDir Path folder) {
        File elsewhere = folder.resolve("elsewhere").toFile();

        assertThat(PackerHome.wrong(elsewhere)).isEmpty();
        assertThat(PackerHome.doubt(elsewhere))
                .hasValueSatisfying(line -> assertThat(line).contains("no directory here on the controller"));
        assertThat(PackerHome.doubt(folder.toFile()))
                .hasValueSatisfying(line -> assertThat(line).contains("no program packer here on the controller"));
    }

    @Test
    void anInstallationIsAskedForByANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        PackerHome.requireName("packer-1.16", "/opt/packer", names);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackerHome.requireName("packer-1.16", "/opt/other", names))
                .withMessage("Two packer installations are named 'packer-1.16'; give each a name of its own.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackerHome.requireName(null, "/opt/packer", names))
                .withMessage("The packer installation with the home '/opt/packer' has no name; give it one.");
    }
}
