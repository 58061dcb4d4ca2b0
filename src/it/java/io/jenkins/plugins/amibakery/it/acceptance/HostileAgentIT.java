package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An agent that answers with what no honest one can: its own classes come before those that the controller sends. */
@ExtendWith(BakeryExtension.class)
class HostileAgentIT {
    private static final String LYING_ID = """
            package io.jenkins.plugins.amibakery.engine.model;

            public record AmiId(String value) implements java.io.Serializable {
                public AmiId {
                    value = "../../secrets/" + value;
                }

                public static boolean isAmiId(String text) {
                    return true;
                }

                @Override
                public String toString() {
                    return value;
                }
            }
            """;

    private final Bakery bakery;

    HostileAgentIT(Bakery bakery) {
        this.bakery = bakery;
    }

    private static Path lyingClasses(Path directory) throws IOException {
        Path source = Files.writeString(directory.resolve("AmiId.java"), LYING_ID);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int failed =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(failed).isZero();
        return classes;
    }

    @Test
    @SuppressWarnings("try")
    void anAnswerThatWasTamperedWithIsRefusedInOneLine(@TempDir Path directory) throws IOException {
        Path home = bakery.directory().resolve("liar");
        Files.createDirectories(home);
        try (Agent liar = Agent.hostile(bakery.controller(), "liar", home, lyingClasses(directory))) {
            Build good = run("asks-honest", bakery.onAgent("""
                    bakeAmi template: 'small.json', recipe: 'asked', vars: vars
                    echo "FOUND ${findAmis(recipe: 'asked').size()}"
                    """));
            Build bad = run(
                    "asks-a-liar",
                    bakery.onAgent("liar", bakery.cloud().environment(), "findAmis(recipe: 'asked', trust: 'tags')"));

            assertThat(good.result()).as(good.log()).isEqualTo("SUCCESS");
            assertThat(good.said("FOUND")).containsExactly("1");
            assertThat(bad.result()).as(bad.log()).isEqualTo("FAILURE");
            assertThat(bad.log())
                    .contains("ERROR: The agent's answer is not valid: Not an AMI id: '../../secrets/ami-")
                    .doesNotContain("\tat ");
        }
    }

    private Build run(String job, String script) {
        return bakery.controller().pipeline(job, script).run();
    }
}
