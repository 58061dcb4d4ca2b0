package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;

/**
 * What packer's own post-processor {@code provenance} wrote of a build. Its form is packer's, and nobody has checked what it says.
 *
 * @param file the name that packer gave it, which carries regions and ids of the build's AMIs
 * @param text all of it
 */
public record PackerProvenance(String file, String text) implements Serializable {
    /** How the file's name ends. */
    public static final String SUFFIX = ".provenance.json";

    /** The longest that is kept, in bytes. */
    public static final int MOST_BYTES = 1 << 20;

    private static final int LONGEST_NAME = 255;

    /** @throws IllegalArgumentException when it cannot be an honest one; also on its way in, whatever an agent sends */
    public PackerProvenance {
        Limits.text("the name of packer's provenance", file, LONGEST_NAME);
        Limits.text("packer's provenance", text, MOST_BYTES);
        if (!file.matches("[\\p{L}\\p{N}._-]+") || !file.endsWith(SUFFIX)) {
            throw new IllegalArgumentException("Refused: packer gives no such name to its provenance.");
        }
    }

    /** Whether it is of the build that made an AMI, by its name. */
    public boolean isOf(Region region, AmiId ami) {
        return isOf(file, region, ami);
    }

    /** The same of a file that was not read. */
    public static boolean isOf(String file, Region region, AmiId ami) {
        return file.endsWith(SUFFIX) && file.replace(SUFFIX, "_").contains(region + "_" + ami + "_");
    }
}
