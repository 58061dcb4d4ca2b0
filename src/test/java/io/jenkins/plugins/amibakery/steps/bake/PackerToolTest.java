package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PackerToolTest {
    private static final IOException THROWN = new IOException(
            "Cannot run program \"/opt/packer\" (in directory \"/ws\"): error=2, No such file or directory");

    @Test
    void aPackerThatIsNotOnThePathIsMissedOnItsAgent() {
        assertThat(PackerTool.missing("packer", null, "linux-1", THROWN))
                .hasCause(THROWN)
                .hasMessage(
                        "'packer' cannot be run on agent 'linux-1': No such file or directory. Install packer on the"
                                + " agent, or give the bake one of the packer installations of Manage Jenkins, Tools.");
    }

    @Test
    void anInstallationWithAWrongHomeIsSaidToBeWrongThere() {
        assertThat(PackerTool.missing("/opt/packer", "current", "linux-1", THROWN))
                .hasMessage(
                        "The packer installation 'current' is wrong for agent 'linux-1': '/opt/packer' cannot be run:"
                                + " No such file or directory. Manage Jenkins, Tools sets its home, and for one agent its Tool"
                                + " Locations.")
                .hasCause(THROWN);
    }

    @Test
    void theControllerIsNoAgent() {
        assertThat(PackerTool.missing("/opt/packer", "current", "", new IOException("no")))
                .hasMessageContaining("wrong for the controller: '/opt/packer' cannot be run: no.");
    }
}
