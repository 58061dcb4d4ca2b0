package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Computer;
import hudson.model.Job;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskDispatcher;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * The agents of a label. The controller never counts as one, even where its own node has the label.
 *
 * @param node the name of one; empty when there is none
 * @param refusal why there is none, for a person; empty otherwise
 */
record AgentOfLabel(String node, String refusal) {
    /** Whether there is such an agent, connected or not. */
    static boolean isKnown(String label) {
        return agents(Jenkins.get().getLabel(label)).findAny().isPresent();
    }

    /** One that is connected and that takes builds of this job, as Jenkins asks it for each build. */
    static AgentOfLabel of(String expression, Job<?, ?> job) {
        if (!(job instanceof Queue.Task task)) {
            return new AgentOfLabel("", "whether " + job.getFullName() + " may run on an agent cannot be asked");
        }
        Label label = Jenkins.get().getLabel(expression);
        Queue.BuildableItem asked = new Queue.BuildableItem(
                new Queue.WaitingItem(Calendar.getInstance(), new AskingTask(task, label), List.of()));
        List<Node> connected = agents(label).filter(AgentOfLabel::isConnected).toList();
        return chosen(expression, connected, Node::getNodeName, node -> blockage(node, asked));
    }

    /**
     * The first that may be taken.
     *
     * @param blocked why one may not be; empty when it may
     */
    static <N> AgentOfLabel chosen(
            String label, List<N> connected, Function<N, String> name, Function<N, Optional<String>> blocked) {
        String refusal = "no agent of the label '" + label + "' is connected";
        for (N node : connected) {
            Optional<String> why = blocked.apply(node);
            if (why.isEmpty()) {
                return new AgentOfLabel(name.apply(node), "");
            }
            refusal = "the job may not run on an agent of the label '" + label + "': " + why.get();
        }
        return new AgentOfLabel("", refusal);
    }

    private static Optional<String> blockage(Node node, Queue.BuildableItem asked) {
        CauseOfBlockage cause = node.canTake(asked);
        for (QueueTaskDispatcher dispatcher : QueueTaskDispatcher.all()) {
            cause = cause == null ? dispatcher.canTake(node, asked) : cause;
        }
        return Optional.ofNullable(cause).map(CauseOfBlockage::getShortDescription);
    }

    private static boolean isConnected(Node node) {
        Computer computer = node.toComputer();
        return computer != null && computer.isOnline() && computer.getChannel() != null;
    }

    private static Stream<Node> agents(Label label) {
        return label == null ? Stream.empty() : label.getNodes().stream().filter(node -> !(node instanceof Jenkins));
    }
}
