package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.config.PackerInstallation;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The examples on the pages for users, in a real Jenkins. */
@WithJenkins
class DocsIT {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ""));

    @TempDir
    Path folder;

    /** The fenced blocks of a language on one page. */
    private static List<String> examples(Path page, String language) throws IOException {
        return Pattern.compile("(?ms)^ *```" + language + "\n(.*?)^ *```")
                .matcher(Files.readString(page))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void everyExampleOfConfigurationAsCodeIsLoaded(JenkinsRule jenkins) throws Exception {
        List<String> examples = examples(ROOT.resolve("docs/configuration-as-code.md"), "yaml");
        assertThat(examples).hasSizeGreaterThan(3);
        for (int i = 0; i < examples.size(); i++) {
            String file = Files.writeString(folder.resolve(i + ".yaml"), examples.get(i))
                    .toString();
            ConfigurationAsCode.get().configure(file);
        }
        assertThat(AmiBakeryConfiguration.get().getMaxBakes()).isEqualTo(10);
        assertThat(PackerInstallation.named("packer").getHome()).isEqualTo("${TOOLS}/packer");
    }

    /** Compiled in the sandbox, and not run: what they bake and deploy is tried by the acceptance tests, and so are those with the library. */
    @Test
    void everyJenkinsfileOnThePagesIsCompiled(JenkinsRule jenkins) throws Exception {
        List<String> examples = new ArrayList<>();
        for (Path page : pages()) {
            examples.addAll(examples(page, "groovy"));
        }
        examples.removeIf(example -> example.contains("@Library("));
        assertThat(examples).hasSizeGreaterThan(4);
        for (String example : examples) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition("return\n" + example, true));
            jenkins.buildAndAssertSuccess(job);
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .toList();
        }
    }
}
