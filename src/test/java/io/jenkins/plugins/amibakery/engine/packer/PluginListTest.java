package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluginListTest {
    private static final PackerVersion CURRENT = new PackerVersion(1, 16, 0);
    private static final String HOME = "/home/jenkins/.config/packer/plugins/";
    private static final String AMAZON =
            HOME + "github.com/hashicorp/amazon/packer-plugin-amazon_v1.8.2_x5.0_linux_amd64\n";

    @Test
    void aPluginIsNamedWithItsVersion() {
        assertThat(PluginList.read(AMAZON, CURRENT)).containsExactly("amazon 1.8.2");
    }

    @Test
    void eachVersionAndEachPluginIsNamedOnce() {
        String printed = AMAZON
                + AMAZON
                + HOME + "github.com/hashicorp/amazon/packer-plugin-amazon_v1.3.9_x5.0_linux_amd64\n"
                + HOME + "github.com/acme/cake/packer-plugin-cake_v0.1.0-dev_x5.0_darwin_arm64\n";

        assertThat(PluginList.read(printed, CURRENT))
                .containsExactly("github.com/acme/cake 0.1.0-dev", "amazon 1.3.9", "amazon 1.8.2");
    }

    @Test
    void whatIsNoPathOfAPluginIsPassedOver() {
        assertThat(PluginList.read(
                        "Usage: packer plugins <subcommand>\n/x/amazon/packer-plugin-other_v1_x5.0\n", CURRENT))
                .isEmpty();
        assertThat(PluginList.read(AMAZON + "\u001b[31m/a/<b>/packer-plugin-<b>_v1_x5", CURRENT))
                .containsExactly("amazon 1.8.2");
    }

    @Test
    void anOldPackerHasItBuiltInUnlessAnotherIsInstalled() {
        assertThat(PluginList.read("", new PackerVersion(1, 6, 6))).containsExactly("amazon built in");
        assertThat(PluginList.read("", new PackerVersion(1, 9, 5))).containsExactly("amazon built in");
        assertThat(PluginList.read(AMAZON, new PackerVersion(1, 9, 5))).containsExactly("amazon 1.8.2");
        assertThat(PluginList.read("", CURRENT)).isEmpty();
    }

    @Test
    void onlyAPackerThatKnowsTheCommandIsAsked() {
        assertThat(PluginList.question("packer", new PackerVersion(1, 6, 6))).isEmpty();
        assertThat(PluginList.question("/opt/packer", new PackerVersion(1, 8, 0)))
                .containsExactly("/opt/packer", "plugins", "installed");
    }
}
