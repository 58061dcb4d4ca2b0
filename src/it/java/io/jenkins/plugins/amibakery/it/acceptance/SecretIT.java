package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A secret variable, which packer's template says aloud. */
@ExtendWith(BakeryExtension.class)
class SecretIT {
    private static final String SECRET = "s3cr3t-Xebra7q,quartz9";
    private static final String TELLING = "Xebra7q";

    private final Bakery bakery;

    SecretIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void aSecretOfCredentialsIsNowhereToBeSeen() {
        bakery.controller().credentials("""
                        <org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl plugin="plain-credentials">
                          <scope>GLOBAL</scope><id>database</id><description/><secret>%s</secret>
                        </org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl>""".formatted(SECRET));

        Build build = bake("""
                withCredentials([string(credentialsId: 'database', variable: 'DB')]) {
                  bakeAmi template: 'small.json', vars: vars, secretVars: [secret: 'DB']
                }""");

        Web web = bakery.controller().web();
        for (String page : List.of(
                build.path() + "/",
                build.path() + "/api/json?depth=3",
                build.path() + "/api/xml?depth=3",
                build.path() + "/flowGraphTable/",
                build.path() + "/replay/",
                "/computer/agent/systemInfo")) {
            assertThat(web.get(page).contains(TELLING)).as(page).isFalse();
        }
        assertThat(filesWithIt(bakery.controller().home())).isEmpty();
    }

    /** Nothing but the plugin could hide it: Jenkins knows of no secret here, and itself keeps what withEnv is given. */
    @Test
    void aSecretOfThePlainEnvironmentIsNotInWhatTheBakeShows() {
        bake("""
                withEnv([readFile('%s')]) {
                  bakeAmi template: 'small.json', vars: vars, secretVars: [secret: 'DB']
                }""".formatted(fileWithIt()));
    }

    private Path fileWithIt() {
        try {
            return Files.writeString(bakery.directory().resolve("plain.env"), "DB=" + SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Build bake(String step) {
        Build build =
                bakery.controller().pipeline("secret", bakery.onAgent(step)).start();
        build.awaitLog("tick 2");
        assertThat(commandLines()).isNotEmpty().noneMatch(line -> line.contains(TELLING));

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log()).contains("the secret is").doesNotContain(TELLING);
        Web web = bakery.controller().web();
        for (String page :
                List.of("/", "/api/json?depth=3", "/" + build.amiIds().get(0) + "/")) {
            assertThat(web.get(build.path() + "/amis" + page).contains(TELLING))
                    .as(page)
                    .isFalse();
        }
        assertThat(text(build.directory().resolve("build.xml"))).doesNotContain(TELLING);
        assertThat(filesWithIt(bakery.agent().directory())).isEmpty();
        return build;
    }

    private static List<String> commandLines() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(directory -> directory.getFileName().toString().matches("\\d+"))
                    .map(directory -> text(directory.resolve("cmdline")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> filesWithIt(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> Files.isRegularFile(path) && text(path).contains(TELLING))
                    .map(Path::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Gone meanwhile.
            return "";
        }
    }
}
