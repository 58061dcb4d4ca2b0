package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Node;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** The agents of a label. The controller is none, even where its own node has the label. */
final class AgentOfLabel {
    private AgentOfLabel() {}

    /** Whether there is such an agent, connected or not. */
    static boolean isKnown(String label) {
        return agents(label).findAny().isPresent();
    }

    /** One that is connected; empty when none is. */
    static Optional<Computer> connected(String label) {
        return agents(label)
                .map(Node::toComputer)
                .filter(computer -> computer != null && computer.isOnline() && computer.getChannel() != null)
                .findFirst();
    }

    private static Stream<Node> agents(String expression) {
        Label label = Jenkins.get().getLabel(expression);
        return label == null ? Stream.empty() : label.getNodes().stream().filter(node -> !(node instanceof Jenkins));
    }
}
