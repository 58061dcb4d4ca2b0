package io.jenkins.plugins.amibakery.it.hpi;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the plugin file as Jenkins does and looks at everything in it. */
class HpiIT {
    private static final String OURS = "io/jenkins/plugins/amibakery/";
    private static final String JAR = "WEB-INF/lib/ami-bakery.jar";

    @TempDir
    Path unpacked;

    private final List<String> entries = new ArrayList<>();
    private final List<String> jarEntries = new ArrayList<>();
    private Manifest manifest;
    private Path jar;

    @BeforeEach
    void unpack() throws IOException {
        jar = unpacked.resolve("ami-bakery.jar");
        try (JarFile hpi = new JarFile(System.getProperty("hpi"))) {
            hpi.stream().filter(e -> !e.isDirectory()).map(JarEntry::getName).forEach(entries::add);
            manifest = hpi.getManifest();
            try (InputStream in = hpi.getInputStream(hpi.getEntry(JAR))) {
                Files.copy(in, jar);
            }
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream().filter(e -> !e.isDirectory()).map(JarEntry::getName).forEach(jarEntries::add);
        }
    }

    @Test
    void holdsItsManifestAndItsOwnJarAndOnlyLibrariesThatNoPluginCarries() {
        assertThat(entries)
                .containsExactly(
                        "META-INF/MANIFEST.MF",
                        JAR,
                        "WEB-INF/lib/versatile-core.jar",
                        "WEB-INF/lib/versatile-spi.jar",
                        "WEB-INF/lib/gitignore-reader.jar");
    }

    @Test
    void everyClassIsOursAndNoneIsOfTheCommandLine() {
        assertThat(jarEntries)
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith(OURS))
                .noneMatch(name -> name.startsWith(OURS + "cli/"));
    }

    @Test
    void theManifestSaysWhatJenkinsMustKnow() {
        assertThat(value("Short-Name")).isEqualTo("ami-bakery");
        assertThat(value("Long-Name")).isEqualTo("AMI Bakery");
        assertThat(value("Plugin-Version")).isEqualTo(System.getProperty("project.version"));
        assertThat(value("Jenkins-Version")).isEqualTo("2.541.3");
        assertThat(value("Minimum-Java-Version")).isEqualTo("17");
        assertThat(value("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(value("Artifact-Id")).isEqualTo("ami-bakery");
        assertThat(value("Support-Dynamic-Loading")).isEqualTo("true");
        assertThat(value("Plugin-License-Name")).isEqualTo("MIT License");
        assertThat(manifest.getMainAttributes().values())
                .noneMatch(value -> value.toString().contains("${"));
    }

    @Test
    void theManifestNamesThePluginsItNeedsWithTheirVersions() {
        assertThat(value("Plugin-Dependencies").split(","))
                .allMatch(dependency -> dependency.matches("[a-z0-9-]+:[0-9][0-9A-Za-z._-]*(;resolution:=optional)?"))
                .extracting(dependency -> dependency.replaceFirst(":[^;]*", ""))
                .containsExactly(
                        "aws-credentials;resolution:=optional",
                        "aws-java-sdk2-cloudformation",
                        "aws-java-sdk2-core",
                        "aws-java-sdk2-ec2",
                        "aws-java-sdk2-s3",
                        "bouncycastle-api",
                        "cloudbees-folder;resolution:=optional",
                        "commons-compress-api",
                        "credentials",
                        "durable-task",
                        "git;resolution:=optional",
                        "jackson2-api",
                        "scm-api;resolution:=optional",
                        "snakeyaml-api",
                        "structs",
                        "workflow-step-api");
    }

    @Test
    void theJarCarriesTheSameManifestForTheClassFilter() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.getManifest()).isEqualTo(manifest);
        }
    }

    @Test
    void aPageDescribesThePlugin() {
        assertThat(jarEntries).contains("index.jelly");
    }

    @Test
    void extensionsAreIndexed() throws Exception {
        try (URLClassLoader loader = loader()) {
            List<String> extensions = new ArrayList<>();
            for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, loader)) {
                extensions.add(item.className());
            }
            assertThat(extensions)
                    .contains(
                            "io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration",
                            "io.jenkins.plugins.amibakery.results.page.AmiColumn$DescriptorImpl",
                            "io.jenkins.plugins.amibakery.results.history.BakeHistories",
                            "io.jenkins.plugins.amibakery.results.page.BakeryRootAction",
                            "io.jenkins.plugins.amibakery.results.page.JobAmisFactory",
                            "io.jenkins.plugins.amibakery.schedule.RebakeActionFactory",
                            "io.jenkins.plugins.amibakery.schedule.RebakeOutcomes",
                            "io.jenkins.plugins.amibakery.schedule.RebakePlans",
                            "io.jenkins.plugins.amibakery.schedule.RebakeRounds",
                            "io.jenkins.plugins.amibakery.schedule.RebakeTrigger$DescriptorImpl");
        }
    }

    @Test
    void symbolsAreIndexed() throws Exception {
        try (URLClassLoader loader = loader()) {
            List<String> symbols = new ArrayList<>();
            for (Class<?> type : org.jvnet.hudson.annotation_indexer.Index.list(Symbol.class, loader, Class.class)) {
                symbols.add(type.getSimpleName() + " "
                        + String.join(",", type.getAnnotation(Symbol.class).value()));
            }
            assertThat(symbols)
                    .contains("AmiBakeryConfiguration amiBakery", "DescriptorImpl ami", "DescriptorImpl rebake");
        }
    }

    @Test
    void everyViewBelongsToAClass() {
        assertThat(jarEntries)
                .filteredOn(name -> name.endsWith(".jelly") && name.startsWith(OURS))
                .isNotEmpty()
                .extracting(name -> name.replaceFirst("/[^/]*$", ".class").replaceFirst("(?<=/[A-Z]\\w{0,99})/", "\\$"))
                .isSubsetOf(jarEntries);
    }

    private String value(String name) {
        return manifest.getMainAttributes().getValue(name);
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
    }
}
