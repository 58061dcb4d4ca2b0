package io.jenkins.plugins.amibakery.it.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Makes the jars of plugins on the class path, and the plugin under test, plugins of the Jenkins that the tests start:
 * jenkins-test-harness installs what it finds in {@code test-dependencies} and {@code the.hpl} beside the test classes. The
 * classes themselves come from the class path, so each plugin file holds no more than the manifest of its jar.
 */
public final class PluginsOnTheClassPath implements LauncherSessionListener {
    private static final String OURS = "ami-bakery";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty("hpi") == null) {
            return; // unit tests, before there is a plugin file
        }
        try {
            Path testClasses = testClasses();
            linkPluginUnderTest(testClasses.resolve("the.hpl"));
            writePlugins(Files.createDirectories(testClasses.resolve("test-dependencies")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path testClasses() {
        try {
            return Path.of(PluginsOnTheClassPath.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A manifest that says where the plugin's classes are, instead of a plugin file that holds them. */
    private static void linkPluginUnderTest(Path link) throws IOException {
        Manifest manifest;
        try (JarFile hpi = new JarFile(System.getProperty("hpi"))) {
            manifest = hpi.getManifest();
        }
        Path build = Path.of(System.getProperty("buildDirectory")).toAbsolutePath();
        manifest.getMainAttributes()
                .putValue("Libraries", build.resolve("classes").toString());
        manifest.getMainAttributes()
                .putValue("Resource-Path", build.resolve("hpi").toString());
        try (OutputStream out = Files.newOutputStream(link)) {
            manifest.write(out);
        }
    }

    private static void writePlugins(Path folder) throws IOException {
        StringBuilder index = new StringBuilder();
        ClassLoader loader = PluginsOnTheClassPath.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources(JarFile.MANIFEST_NAME))) {
            Manifest manifest;
            try (InputStream in = url.openStream()) {
                manifest = new Manifest(in);
            }
            String name = manifest.getMainAttributes().getValue("Short-Name");
            if (name != null && !name.equals(OURS)) {
                writePlugin(folder.resolve(name + ".hpi"), manifest);
                index.append(name).append('\n');
            }
        }
        Files.writeString(folder.resolve("index"), index, StandardCharsets.UTF_8);
    }

    private static void writePlugin(Path file, Manifest manifest) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
            manifest.write(zip);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("WEB-INF/lib/"));
            zip.closeEntry();
        }
    }
}
