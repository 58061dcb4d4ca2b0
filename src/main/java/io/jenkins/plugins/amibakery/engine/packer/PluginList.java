package io.jenkins.plugins.amibakery.engine.packer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packer's plugins for people. Until 1.9 it carried the best known itself; from 1.10 on each is installed apart. */
public final class PluginList {
    private static final String BUILT_IN = "amazon built in";
    private static final String AMAZON = "amazon ";
    private static final String HASHICORP = "github.com/hashicorp/";
    private static final int MOST = 50;
    private static final int LONGEST = 100;

    private PluginList() {}

    /**
     * The command that lists what is installed; {@link #read} reads its answer.
     *
     * @param packer the program
     * @return empty for a packer that has no such command
     */
    public static List<String> question(String packer, PackerVersion version) {
        return PackerPlugins.areKnownTo(version)
                ? PackerCommands.plugins(packer, Path.of("")).words()
                : List.of();
    }

    /**
     * Reads a list of plugins, as {@link #of} gives it.
     *
     * @param printed what packer printed; empty when it was not asked
     */
    public static List<String> read(String printed, PackerVersion packer) {
        return of(PackerPlugins.read(printed), packer);
    }

    /** Each plugin with its version, such as {@code amazon 1.3.9}; one that is not HashiCorp's comes with its source. */
    public static List<String> of(PackerPlugins installed, PackerVersion packer) {
        List<String> plugins = new ArrayList<>();
        installed
                .versions()
                .forEach((source, versions) -> versions.forEach(version ->
                        plugins.add(source.replaceFirst("^" + HASHICORP, "") + " " + version.replaceFirst("^v", ""))));
        plugins.removeIf(plugin -> plugin.length() > LONGEST || !plugin.matches("[\\w./+-]+ \\d[\\w.+-]*"));
        if (!packer.isAtLeast(1, 10) && amazon(plugins).isEmpty()) {
            plugins.add(0, BUILT_IN);
        }
        return List.copyOf(plugins.subList(0, Math.min(MOST, plugins.size())));
    }

    /** The amazon plugin among those that were {@linkplain #read read}; empty when there is none. */
    public static Optional<String> amazon(List<String> plugins) {
        return plugins.stream().filter(plugin -> plugin.startsWith(AMAZON)).reduce((first, last) -> last);
    }
}
