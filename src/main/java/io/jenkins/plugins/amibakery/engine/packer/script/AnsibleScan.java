package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads ansible's tasks for those that install or fetch whatever is newest. */
public final class AnsibleScan {
    private static final Set<String> PACKAGES = Set.of(
            "apt",
            "yum",
            "dnf",
            "package",
            "zypper",
            "apk",
            "pacman",
            "pip",
            "npm",
            "gem",
            "homebrew",
            "win_chocolatey",
            "snap");

    private static final Set<String> SYSTEM = Set.of("apt", "yum", "dnf", "package", "zypper");

    private static final Set<String> SHELLS = Set.of("shell", "command", "raw", "win_shell", "win_command", "cmd");

    private final FloatingScan shell;
    private final List<Floating> found = new ArrayList<>();
    private final String file;

    private AnsibleScan(String file, FloatingScan shell) {
        this.file = file;
        this.shell = shell;
    }

    /** What floats in a playbook or a file of tasks. */
    public static List<Floating> tasks(String file, String text, FloatingScan shell) {
        AnsibleScan scan = new AnsibleScan(file, shell);
        scan.read(text, scan::visit);
        return scan.found;
    }

    /** What floats in a file of requirements for ansible-galaxy. */
    public static List<Floating> requirements(String file, String text) {
        AnsibleScan scan = new AnsibleScan(file, null);
        scan.read(text, scan::required);
        return scan.found;
    }

    /** What cannot be read, as no YAML or too much of it, is not known: it floats as a whole. */
    private void read(String text, Consumer<Node> reader) {
        try {
            YamlText.nodes(text, file).ifPresent(reader);
        } catch (IllegalArgumentException e) {
            found.add(new Floating(file, 1, "", "it could not be read: " + e.getMessage(), Settling.NOTHING));
        }
    }

    private void required(Node node) {
        if (node instanceof SequenceNode list) {
            for (Node one : list.getValue()) {
                boolean named = one instanceof ScalarNode
                        || one instanceof MappingNode map
                                && value(map, "version").isEmpty()
                                && value(map, "include").isEmpty();
                if (named) {
                    add(one, "ansible-galaxy takes its newest version");
                }
            }
        } else if (node instanceof MappingNode map) {
            map.getValue().forEach(member -> required(member.getValueNode()));
        }
    }

    private void visit(Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::visit);
        } else if (node instanceof MappingNode map) {
            for (NodeTuple member : map.getValue()) {
                String module = text(member.getKeyNode()).replaceFirst("^(?:[\\w]+\\.){2}", "");
                task(module, member.getKeyNode(), member.getValueNode());
                visit(member.getValueNode());
            }
        }
    }

    private void task(String module, Node key, Node arguments) {
        if (SHELLS.contains(module) && arguments instanceof ScalarNode script) {
            int line = script.getStartMark().getLine() + (isBlock(script) ? 2 : 1);
            found.addAll(shell.script(file, line, script.getValue(), Map.of()));
        } else if (PACKAGES.contains(module)) {
            packages(module, key, arguments);
        } else if (Set.of("get_url", "unarchive", "uri").contains(module)) {
            boolean checked = has(arguments, "checksum");
            Optional<String> address = value(arguments, module.equals("unarchive") ? "src" : "url");
            address.filter(url -> Pins.isAddress(url) && !Pins.isHere(url) && !checked)
                    .flatMap(Pins::whyMoving)
                    .ifPresent(why -> add(key, why));
        } else if (module.equals("git")) {
            String version = value(arguments, "version").orElse("HEAD");
            if (value(arguments, "repo").isPresent() && !Pins.isRevision(version) && !version.contains("{{")) {
                add(key, "it takes the latest commit of " + version);
            }
        }
    }

    private static boolean isBlock(ScalarNode script) {
        return script.getScalarStyle() == org.yaml.snakeyaml.DumperOptions.ScalarStyle.LITERAL
                || script.getScalarStyle() == org.yaml.snakeyaml.DumperOptions.ScalarStyle.FOLDED;
    }

    private void packages(String module, Node key, Node arguments) {
        String state = value(arguments, "state").orElse("present");
        if (state.equals("absent")) {
            return;
        }
        boolean upgrades = value(arguments, "upgrade")
                .filter(how -> !how.matches("no|false|none"))
                .isPresent();
        if (state.equals("latest") || upgrades) {
            found.add(new Floating(
                    file, line(key), module + ": state=latest", "it takes the newest versions", settling(module)));
            return;
        }
        if (has(arguments, "version") || has(arguments, "requirements") && module.equals("pip")) {
            return;
        }
        for (String name : names(arguments)) {
            boolean pinned = name.startsWith("/")
                    || name.matches(".+={1,2}[^*]*\\d[^*]*|.+-\\d+(?:[.:]\\d+)+.*|.+@\\d+\\.\\d+.*");
            if (!pinned) {
                String why = name.contains("{{")
                        ? "the packages it installs are known only when it runs"
                        : name + " has no version";
                found.add(new Floating(file, line(key), module + ": " + name, why, settling(module)));
                return;
            }
        }
    }

    private static Settling settling(String module) {
        return SYSTEM.contains(module) ? Settling.REPOSITORIES : Settling.LOCK;
    }

    private static List<String> names(Node arguments) {
        List<String> names = new ArrayList<>();
        for (String attribute : List.of("name", "pkg", "package")) {
            node(arguments, attribute).ifPresent(node -> {
                if (node instanceof SequenceNode list) {
                    list.getValue().forEach(one -> names.add(text(one)));
                } else {
                    names.addAll(List.of(text(node).split("\\s*,\\s*")));
                }
            });
            value(arguments, attribute).filter(text -> names.isEmpty()).ifPresent(names::add);
        }
        return names;
    }

    private void add(Node node, String why) {
        found.add(new Floating(file, line(node), text(node), why, Settling.NOTHING));
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        return value(node, "name").or(() -> value(node, "src")).orElse("");
    }

    private static boolean has(Node arguments, String name) {
        return value(arguments, name).isPresent();
    }

    private static Optional<Node> node(Node arguments, String name) {
        return arguments instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(member -> member.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(name))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    /** An argument of a module, in a mapping or in the short form {@code name=value}. */
    private static Optional<String> value(Node arguments, String name) {
        if (arguments instanceof ScalarNode line) {
            for (String word : line.getValue().split("\\s+")) {
                if (word.startsWith(name + "=")) {
                    return Optional.of(word.substring(name.length() + 1));
                }
            }
            return Optional.empty();
        }
        return node(arguments, name).filter(ScalarNode.class::isInstance).map(AnsibleScan::text);
    }
}
