package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ec2.model.ImageState;

/**
 * A current packer, whose plugins are files of their own: PACKER_NEW names the program, PACKER_PLUGIN_PATH the directory of its
 * plugins.
 */
@ExtendWith(BakeryExtension.class)
class NewerPackerIT {
    private static final String PROGRAM = System.getenv().getOrDefault("PACKER_NEW", "");
    private static final String PLUGINS = System.getenv().getOrDefault("PACKER_PLUGIN_PATH", "");
    private static final String MISSING =
            "No newer packer to test with: name one by PACKER_NEW, and the directory of its plugins by PACKER_PLUGIN_PATH";

    private final Bakery bakery;

    NewerPackerIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void aToolInstallationOfANewerPackerBakesAnHclTemplate() {
        if (PROGRAM.isEmpty() || PLUGINS.isEmpty()) {
            System.out.println("SKIPPED: " + MISSING);
        }
        assumeTrue(!PROGRAM.isEmpty() && !PLUGINS.isEmpty(), MISSING);
        install(Path.of(PROGRAM).toAbsolutePath().getParent());
        Set<String> before = bakery.cloud().inventory();

        Build build = bakery.controller()
                .pipeline(
                        "newer", bakery.onAgent("""
                                sh 'cp -r "%s" .'
                                def amis = bakeAmi template: 'packer/img-mgr.pkr.hcl', vars: vars + [version: '0.2.0'],
                                    packer: 'newer', environment: [PACKER_PLUGIN_PATH: '%s', CHECKPOINT_DISABLE: '1']
                                echo "ID ${amis[0].id}"
                                """.formatted(Path.of("packer").toAbsolutePath(), PLUGINS)))
                .run();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        String id = build.said("ID").get(0);
        assertThat(bakery.cloud().image(id).state()).isEqualTo(ImageState.AVAILABLE);
        assertThat(bakery.cloud().imagesSince(before)).containsExactly("image " + id);
        assertThat(build.bake().path("packerVersion").asText()).doesNotStartWith("1.6");
    }

    private void install(Path home) {
        bakery.controller().script("""
                        def type = io.jenkins.plugins.amibakery.config.PackerInstallation
                        def installation = type.getConstructors()[0].newInstance('newer', '%s', [])
                        jenkins.model.Jenkins.get().getDescriptor(type).setInstallations(installation)""".formatted(home));
    }
}
