package io.jenkins.plugins.amibakery.engine.packer;

import java.nio.file.Path;

/**
 * A file that goes into an image, a symbolic link, or a directory: one that a recipe takes with all that is in it, or an empty one.
 *
 * @param kind what it is; a link to a file is told twice, as the link and as the file
 * @param name its name with '/' in it, relative to the directory packer runs in where it is below that
 * @param path where it is
 * @param executable whether its owner may execute it
 * @param target where a link points, as it says; empty for all else
 */
public record InputFile(Kind kind, String name, Path path, boolean executable, String target) {
    /** What an input can be. */
    public enum Kind {
        FILE,
        LINK,
        DIRECTORY
    }
}
