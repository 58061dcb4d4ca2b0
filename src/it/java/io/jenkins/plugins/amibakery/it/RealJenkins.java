package io.jenkins.plugins.amibakery.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Jenkins to test with, as given on Maven's command line: {@code -Djenkins.war=FILE -Djenkins.plugins=FOLDER}.
 *
 * @param war the file jenkins.war
 * @param plugins a folder of plugin files with everything that the plugin depends on
 */
public record RealJenkins(Path war, Path plugins) {
    /** Why a test without one was skipped. */
    public static final String MISSING =
            "No Jenkins to test with: give one by -Djenkins.war=FILE -Djenkins.plugins=FOLDER";

    /** The given Jenkins; empty, and said so aloud, if none is given. */
    public static Optional<RealJenkins> given() {
        String war = System.getProperty("jenkins.war", "");
        String plugins = System.getProperty("jenkins.plugins", "");
        if (war.isEmpty() || plugins.isEmpty()) {
            System.out.println("SKIPPED: " + MISSING);
            return Optional.empty();
        }
        if (!Files.isRegularFile(Path.of(war))) {
            throw new IllegalArgumentException("Not a file: -Djenkins.war=" + war);
        }
        if (!Files.isDirectory(Path.of(plugins))) {
            throw new IllegalArgumentException("Not a folder: -Djenkins.plugins=" + plugins);
        }
        return Optional.of(new RealJenkins(Path.of(war), Path.of(plugins)));
    }
}
