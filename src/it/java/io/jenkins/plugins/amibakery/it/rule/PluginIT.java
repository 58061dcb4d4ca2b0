package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.PluginWrapper;
import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class PluginIT {
    @Test
    void jenkinsKnowsThePluginByNameAndVersion(JenkinsRule jenkins) {
        PluginWrapper plugin = jenkins.getPluginManager().getPlugin("ami-bakery");

        assertThat(plugin).isNotNull();
        assertThat(plugin.getDisplayName()).isEqualTo("AMI Bakery");
        assertThat(plugin.getVersion()).isEqualTo(System.getProperty("project.version"));
        assertThat(plugin.isActive()).isTrue();
        assertThat(jenkins.getPluginManager().getFailedPlugins()).isEmpty();
    }

    @Test
    void theSettingsSurviveTheirForm(JenkinsRule jenkins) throws Exception {
        AmiBakeryConfiguration.get().setDefaultRegion("eu-central-1");

        jenkins.configRoundtrip();

        assertThat(AmiBakeryConfiguration.get().getDefaultRegion()).isEqualTo("eu-central-1");
    }
}
