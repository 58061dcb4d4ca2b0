package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An agent that answers with what no honest one can: it changes the classes that the controller sends before it uses them. */
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

    private static final String LIAR = """
            public class Liar implements java.lang.instrument.ClassFileTransformer {
                private final byte[] lie;

                Liar(byte[] lie) {
                    this.lie = lie;
                }

                public static void premain(String file, java.lang.instrument.Instrumentation tools) throws Exception {
                    tools.addTransformer(new Liar(java.nio.file.Files.readAllBytes(java.nio.file.Path.of(file))));
                }

                @Override
                public byte[] transform(ClassLoader loader, String name, Class<?> type, java.security.ProtectionDomain domain,
                        byte[] bytes) {
                    return "io/jenkins/plugins/amibakery/engine/model/AmiId".equals(name) ? lie : null;
                }
            }
            """;

    private final Bakery bakery;

    HostileAgentIT(Bakery bakery) {
        this.bakery = bakery;
    }

    /** The option of a JVM that makes it lie. */
    private static String lying(Path directory) throws IOException {
        Path id = Files.writeString(directory.resolve("AmiId.java"), LYING_ID);
        Path liar = Files.writeString(directory.resolve("Liar.java"), LIAR);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), id.toString(), liar.toString());
        assertThat(failed).isZero();
        Path jar = directory.resolve("liar.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", "Liar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("Liar.class"));
            Files.copy(classes.resolve("Liar.class"), out);
        }
        return "-javaagent:" + jar + "=" + classes.resolve("io/jenkins/plugins/amibakery/engine/model/AmiId.class");
    }

    @Test
    @SuppressWarnings("try")
    void anAnswerThatWasTamperedWithIsRefusedInOneLine(@TempDir Path directory) throws IOException {
        Path home = bakery.directory().resolve("liar");
        Files.createDirectories(home);
        try (Agent liar = Agent.withOption(bakery.controller(), "liar", home, lying(directory))) {
            Build good = run("asks-honest", bakery.onAgent("""
                    bakeAmi template: 'small.json', recipe: 'asked', vars: vars
                    echo "FOUND ${findAmis(recipe: 'asked').size()}"
                    """));
            Build bad = run(
                    "asks-a-liar",
                    bakery.onAgent("liar", bakery.cloud().environment(), "findAmis(recipe: 'asked', trust: 'tags')"));

            assertThat(good.result()).as(good.log()).isEqualTo("SUCCESS");
            assertThat(good.said("FOUND")).containsExactly("1");
            assertThat(good.log()).contains("looking in us-west-2");
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
