package io.jenkins.plugins.amibakery.engine.build;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import java.io.Serializable;
import java.util.Objects;

/**
 * What packer has told of itself.
 *
 * @param version its version
 * @param plugins what it has installed; none where nobody asked
 */
public record PackerTold(PackerVersion version, PackerPlugins plugins) implements Serializable {
    private static final int LONGEST_LINE = 200;

    public PackerTold {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(plugins, "plugins");
    }

    /**
     * Reads what it printed.
     *
     * @param program the packer, for the message
     * @param version what {@code packer --version} printed
     * @param plugins what {@code packer plugins installed} printed; empty when nobody asked
     * @throws BakeFailedException {@link FailureCause#PACKER_MISSING} when that is no packer
     */
    public static PackerTold read(String program, String version, String plugins) {
        return new PackerTold(
                PackerVersion.read(version)
                        .orElseThrow(() -> new BakeFailedException(
                                FailureCause.PACKER_MISSING,
                                "'" + program + "' does not behave like packer; it prints '" + firstLine(version)
                                        + "'")),
                PackerPlugins.read(plugins));
    }

    private static String firstLine(String version) {
        String line = version.lines().findFirst().orElse("");
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }
}
