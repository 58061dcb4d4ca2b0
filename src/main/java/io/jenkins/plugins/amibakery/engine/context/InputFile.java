package io.jenkins.plugins.amibakery.engine.context;

import java.nio.file.Path;

/**
 * A file that may decide an image, a symbolic link, or a directory.
 *
 * @param kind what it is; a link that leads out of the context is told twice, as the link and as what it leads to
 * @param name its name with '/' in it, relative to the directory packer runs in where it is below that
 * @param path where it is
 * @param mode its permissions as {@code chmod} takes them, octal such as {@code 0644}: uploads keep them; empty for links, and where the
 *     system has none
 * @param size in bytes; 0 for all but files
 * @param target where a link points, as it says; empty for all else
 */
public record InputFile(Kind kind, String name, Path path, String mode, long size, String target) {
    /** What an input can be. */
    public enum Kind {
        FILE,
        LINK,
        DIRECTORY
    }
}
