package io.jenkins.plugins.amibakery.config;

import java.io.File;
import java.util.Optional;
import java.util.Set;

/** What an installation of packer may be. Its home directory is on the agents; this machine may have one alike. */
final class PackerHome {
    private static final String PROGRAM = "packer";

    private PackerHome() {}

    /**
     * The program below a home.
     *
     * @param name the installation's name, for the message
     * @throws IllegalArgumentException with one clear line when there is no home
     */
    static String program(String name, String home) {
        if (home == null || home.isBlank()) {
            throw new IllegalArgumentException(
                    "The packer installation '" + name + "' has no home on this agent; Manage Jenkins, Tools sets it.");
        }
        return home.replaceFirst("/+$", "") + "/" + PROGRAM;
    }

    /**
     * Sees to it that an installation can be asked for.
     *
     * @param names those of the installations before it; gets this one too
     * @throws IllegalArgumentException with one clear line when it cannot
     */
    static void requireName(String name, String home, Set<String> names) {
        if (name == null) {
            throw new IllegalArgumentException(
                    "The packer installation with the home '" + home + "' has no name; give it one.");
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException(
                    "Two packer installations are named '" + name + "'; give each a name of its own.");
        }
    }

    /** Why a home can be right on no agent; empty when it may be right on some. */
    static Optional<String> wrong(File home) {
        if (isLeftOpen(home) || home.isAbsolute() && !home.isFile()) {
            return Optional.empty();
        }
        return Optional.of(
                home.isFile()
                        ? Messages.PackerInstallation_file(home, String.valueOf(home.getParent()))
                        : Messages.PackerInstallation_relative(home));
    }

    /** Why a home may be wrong; empty when nothing speaks against it. */
    static Optional<String> doubt(File home) {
        if (isLeftOpen(home) || new File(home, PROGRAM).canExecute()) {
            return Optional.empty();
        }
        return Optional.of(
                home.isDirectory()
                        ? Messages.PackerInstallation_noProgram(home)
                        : Messages.PackerInstallation_notHere(home));
    }

    /** Nothing, or something that only an agent's environment completes. */
    private static boolean isLeftOpen(File home) {
        return home.getPath().isEmpty() || home.getPath().contains("$");
    }
}
