package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A task of Ansible's.
 *
 * @param module the module's name, without its collection
 * @param key where the module stands
 * @param arguments the module's arguments
 * @param task the whole task
 */
record AnsibleTask(String module, Node key, Node arguments, MappingNode task) {
    private static final Pattern ITEM = Pattern.compile("\\{\\{\\s*item\\s*}}");

    /** The line of a node, from 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The text of a scalar; empty for anything else. */
    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static Optional<Node> node(Node map, String name) {
        return map instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(member -> text(member.getKeyNode()).equals(name))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    /** An argument of the module, in a mapping, in the short form {@code name=value}, or under {@code args}. */
    Optional<String> value(String name) {
        if (arguments instanceof ScalarNode line) {
            for (String word : line.getValue().split("\\s+")) {
                if (word.startsWith(name + "=")) {
                    return Optional.of(word.substring(name.length() + 1));
                }
            }
            return node(task, "args").flatMap(args -> node(args, name)).map(AnsibleTask::text);
        }
        return node(arguments, name).filter(ScalarNode.class::isInstance).map(AnsibleTask::text);
    }

    boolean has(List<String> names) {
        return names.stream().anyMatch(name -> value(name).isPresent());
    }

    /** All values of some arguments; {@code item} stands for each turn of the task's loop, where that is a list of texts. */
    List<String> values(List<String> names) {
        List<String> values = new ArrayList<>();
        for (String name : names) {
            Optional<Node> node = node(arguments, name);
            if (node.isPresent() && node.get() instanceof SequenceNode list) {
                list.getValue().forEach(one -> values.add(text(one)));
            } else {
                value(name).ifPresent(text -> values.addAll(List.of(text.split("\\s*,\\s*"))));
            }
        }
        return values.stream().flatMap(value -> turns(value).stream()).toList();
    }

    private List<String> turns(String value) {
        Optional<Node> loop = node(task, "loop").or(() -> node(task, "with_items"));
        if (ITEM.matcher(value).find() && loop.isPresent() && loop.get() instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(AnsibleTask::text)
                    .filter(item -> !item.isEmpty())
                    .map(item -> value.replaceAll(ITEM.pattern(), java.util.regex.Matcher.quoteReplacement(item)))
                    .toList();
        }
        return List.of(value);
    }
}
