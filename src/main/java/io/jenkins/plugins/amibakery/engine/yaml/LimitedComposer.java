package io.jenkins.plugins.amibakery.engine.yaml;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Makes nodes of a text, and looks at what they are with every alias written out, as anyone who copies or prints them will: how
 * many, how deep, and that nothing holds itself.
 */
final class LimitedComposer extends Composer {
    static final int DEEPEST = 50;

    private static final Size INSIDE = new Size(0, 0);

    private final Map<Node, Size> known = new IdentityHashMap<>();

    LimitedComposer(LimitedParser parser, LoaderOptions options) {
        super(parser, new Resolver(), options);
    }

    private record Size(long values, int depth) {}

    @Override
    public Node getSingleNode() {
        Node node = super.getSingleNode();
        if (node != null) {
            size(node);
        }
        return node;
    }

    private Size size(Node node) {
        if (node instanceof ScalarNode) {
            return new Size(1, 0);
        }
        Size before = known.putIfAbsent(node, INSIDE);
        if (before == INSIDE) {
            throw new TooMuch("this value contains itself", node.getStartMark());
        }
        if (before != null) {
            return before;
        }
        long values = 1;
        int depth = 0;
        for (Node one : inside(node)) {
            Size size = size(one);
            values += size.values();
            depth = Math.max(depth, size.depth());
        }
        if (values > LimitedParser.MOST_VALUES) {
            throw new TooMuch(
                    "it has more than " + LimitedParser.MOST_VALUES + " values once its aliases are written out",
                    node.getStartMark());
        }
        if (depth >= DEEPEST) {
            throw tooDeep(node);
        }
        Size size = new Size(values, depth + 1);
        known.put(node, size);
        return size;
    }

    static TooMuch tooDeep(Node node) {
        return new TooMuch("it is more than " + DEEPEST + " levels deep", node == null ? null : node.getStartMark());
    }

    private static List<Node> inside(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        List<Node> inside = new ArrayList<>();
        for (NodeTuple member : ((MappingNode) node).getValue()) {
            if (!(member.getKeyNode() instanceof ScalarNode)) {
                throw new TooMuch(
                        "a list or a mapping is used as a name",
                        member.getKeyNode().getStartMark());
            }
            inside.add(member.getKeyNode());
            inside.add(member.getValueNode());
        }
        return inside;
    }
}
