package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.context.ContextTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a recipe runs on this machine. Such a program may read any file of the checkout and any variable of the environment; what runs on
 * the instance sees only what packer gave it. Post-processors run when the AMI is made, so they decide nothing in it.
 *
 * @param components them, in the template's order
 */
record LocalPrograms(List<Component> components) {
    /** Provisioners that run on the instance alone: packer itself reads what they name. */
    private static final Set<String> ON_THE_INSTANCE = Set.of(
            "shell",
            "file",
            "powershell",
            "windows-shell",
            "windows-restart",
            "breakpoint",
            "sleep",
            "ansible-local",
            "chef-solo",
            "chef-client",
            "puppet-masterless",
            "puppet-server",
            "salt-masterless");

    private static final List<String> VERSION_CONTROL = List.of(".git", ".hg", ".svn");

    static LocalPrograms of(Outline outline) {
        return new LocalPrograms(outline.others().stream()
                .filter(one -> one.sort() == Component.Sort.PROVISIONER && !ON_THE_INSTANCE.contains(one.type()))
                .toList());
    }

    boolean isEmpty() {
        return components.isEmpty();
    }

    /** Whether one of a type is among them. */
    boolean has(String type) {
        return components.stream().anyMatch(one -> one.type().equals(type));
    }

    /**
     * Why the context of a recipe is the whole checkout.
     *
     * @param leadsOutside whether a playbook, a role or a setting of ansible names what lies above it
     * @return a clause; empty when the template's directory is enough
     */
    Optional<String> widening(BooleanSupplier leadsOutside) {
        Stream<Component> wide =
                components.stream().filter(one -> !one.type().equals("ansible") || leadsOutside.getAsBoolean());
        return wide.findFirst()
                .map(one -> one.name()
                        + (one.type().equals("ansible")
                                ? " may read outside of the template's directory"
                                : " runs on this machine"));
    }

    /** The directory that version control knows as one: that of packer where there is no such. */
    static Path checkout(Path home, Path directory) {
        return root(home).orElse(home.startsWith(directory) ? directory : home);
    }

    /** Whether anything says where the checkout begins. */
    static boolean isUnderVersionControl(Path home) {
        return root(home).isPresent();
    }

    private static Optional<Path> root(Path home) {
        return Stream.iterate(home, up -> up != null, Path::getParent)
                .filter(up -> VERSION_CONTROL.stream().anyMatch(name -> Files.exists(up.resolve(name))))
                .findFirst();
    }

    /** The commands of a component that stand in the template, one a line. */
    static String commands(Component component) {
        return component.bodies().stream()
                .flatMap(body -> Stream.of("inline", "command").flatMap(name -> Json.list(body.path(name)).stream()))
                .map(Unresolved::text)
                .collect(Collectors.joining("\n"));
    }

    /** Text of what they run, as far as it stands in the template. */
    Stream<String> texts() {
        return components.stream().flatMap(one -> one.settings().stream()).map(Setting::source);
    }

    /** Whether files of ansible in the context say something of a place above it. */
    static boolean leadsUp(ContextTexts texts) {
        return texts.any(
                name -> name.matches(".*\\.(?:ya?ml|cfg|ini|j2|json)|(?:.*/)?hosts"), text -> text.contains(".."));
    }
}
