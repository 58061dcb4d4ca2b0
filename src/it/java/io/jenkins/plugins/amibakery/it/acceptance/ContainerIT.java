package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent whose launcher carries commands into a container, where the agent cannot see packer's process. */
@ExtendWith(BakeryExtension.class)
class ContainerIT {
    private final Bakery bakery;
    private Container container;
    private Set<String> before;

    ContainerIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @BeforeEach
    void start() {
        container = Container.start(bakery.directory().resolve("container"));
        before = bakery.cloud().inventory();
    }

    @AfterEach
    void end() {
        decorate("null");
        container.close();
    }

    @Test
    void packerBakesInTheContainer() {
        enterContainer();
        Build build = bake("3");
        build.awaitLog("tick 1");

        assertThat(container.packers()).isNotEmpty();
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.bake().path("packerVersion").asText()).isNotEmpty();
        assertThat(bakery.cloud().imagesSince(before))
                .containsExactly("image " + build.amiIds().get(0));
    }

    @Test
    void anAbortReachesPackerThere() {
        enterContainer();
        Build build = bake("60");
        build.awaitLog("tick 2");

        build.abort();

        assertThat(build.result()).as(build.log()).isEqualTo("ABORTED");
        assertThat(container.packers()).isEmpty();
        assertThat(bakery.cloud().since(before)).as(build.log()).isEmpty();
    }

    @Test
    void aPackerThatWasKilledThereIsMissedAndTidiedUp() {
        enterContainer();
        Build build = bake("60");
        build.awaitLog("tick 2");

        container.packers().forEach(ProcessHandle::destroyForcibly);

        assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
        assertThat(bakery.cloud().since(before)).as(build.log()).isEmpty();
    }

    @Test
    void aWindowsAgentIsRefusedInOneLine() {
        decorate("new hudson.Launcher.DecoratedLauncher(inner) { boolean isUnix() { false } }");

        Build build = bake("1");

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("on Linux and macOS agents only; 'agent' is a Windows agent: choose another by its label.")
                .doesNotContain("\tat ");
    }

    private Build bake(String ticks) {
        return bakery.controller()
                .pipeline(
                        "container",
                        bakery.onAgent("bakeAmi template: 'small.json', vars: vars + [ticks: '%s']".formatted(ticks)))
                .start();
    }

    private void enterContainer() {
        decorate("inner.decorateByPrefix('%s')".formatted(container.enter()));
    }

    /** @param launcher what becomes of the agent's launcher, in Groovy; {@code null} to leave it as it is */
    private void decorate(String launcher) {
        bakery.controller().script("""
                        class Carrier extends hudson.LauncherDecorator {
                            hudson.Launcher decorate(hudson.Launcher inner, hudson.model.Node node) {
                                (node.nodeName == 'agent' ? %s : null) ?: inner
                            }
                        }
                        def all = hudson.ExtensionList.lookup(hudson.LauncherDecorator)
                        all.findAll { it.class.simpleName == 'Carrier' }.each { all.remove(it) }
                        all.add(new Carrier())""".formatted(launcher));
    }
}
