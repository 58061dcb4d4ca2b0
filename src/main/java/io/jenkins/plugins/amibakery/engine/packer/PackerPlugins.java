package io.jenkins.plugins.amibakery.engine.packer;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which plugins a packer has. Until 1.9 it carried the best known itself; from 1.10 on each is installed apart. */
public final class PackerPlugins {
    /** What {@link #read} says of an amazon plugin that is a part of packer. */
    public static final String BUILT_IN = "amazon built in";

    private static final String AMAZON = "amazon ";

    /** …/HOST/NAMESPACE/NAME/packer-plugin-NAME_vVERSION_xAPI_OS_ARCH: the end of each path that packer prints. */
    private static final Pattern INSTALLED = Pattern.compile(
            "/([\\w.-]{1,60})/([\\w.-]{1,60})/packer-plugin-\\2_v(\\d[\\w.+-]{0,40})_x\\d[^/]*$", Pattern.MULTILINE);

    private static final int MOST = 50;

    private PackerPlugins() {}

    /**
     * The command that lists what is installed; {@link #read} reads its answer.
     *
     * @param packer the program
     * @return empty for a packer that has no such command
     */
    public static List<String> question(String packer, PackerVersion version) {
        return version.isAtLeast(1, 8) ? List.of(packer, "plugins", "installed") : List.of();
    }

    /**
     * Reads a list of plugins, each with its version, such as {@code amazon 1.3.9}; one that is not HashiCorp's comes with its
     * namespace.
     *
     * @param printed what packer printed; empty when it was not asked
     */
    public static List<String> read(String printed, PackerVersion version) {
        TreeSet<String> plugins = INSTALLED
                .matcher(printed)
                .results()
                .limit(MOST)
                .map(found -> (found.group(1).equals("hashicorp") ? "" : found.group(1) + "/") + found.group(2) + " "
                        + found.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!version.isAtLeast(1, 10) && plugins.stream().noneMatch(plugin -> plugin.startsWith(AMAZON))) {
            plugins.add(BUILT_IN);
        }
        return List.copyOf(plugins);
    }

    /** The amazon plugin among those that were {@linkplain #read read}; empty when there is none. */
    public static Optional<String> amazon(List<String> plugins) {
        return plugins.stream().filter(plugin -> plugin.startsWith(AMAZON)).reduce((first, last) -> last);
    }
}
