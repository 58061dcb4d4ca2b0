package io.jenkins.plugins.amibakery.steps.bake;

import hudson.EnvVars;
import hudson.model.Computer;
import hudson.model.Node;
import io.jenkins.plugins.amibakery.config.PackerInstallation;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.steps.task.AgentCalls;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import java.io.IOException;

/** Finds the packer that a bake asks for. */
final class PackerTool {
    private PackerTool() {}

    /**
     * The program to run on the bake's agent.
     *
     * @param name an installation's name; null for the packer on PATH
     */
    static String program(String name, BuildContext site) throws IOException, InterruptedException {
        if (name == null) {
            return "packer";
        }
        Computer computer = site.workspace().toComputer();
        Node node = computer == null ? null : computer.getNode();
        if (node == null) {
            throw new IOException("The agent is offline.");
        }
        PackerInstallation installation = PackerInstallation.named(name);
        if (installation == null) {
            throw new IllegalArgumentException("There is no packer installation '" + name + "'; "
                    + PackerInstallation.available() + " Manage Jenkins, Tools has them.");
        }
        return installation
                .forNode(node, site.listener())
                .forEnvironment(new EnvVars(site.environment()))
                .program();
    }

    /**
     * Why a packer cannot be run, in one clear line.
     *
     * @param program what was tried
     * @param name the installation's name; null for the packer on PATH
     * @param node the agent's name; empty for the controller
     * @param thrown what the agent says
     */
    static IllegalArgumentException missing(String program, String name, String node, IOException thrown) {
        String where = node.isEmpty() ? "the controller" : "agent '" + node + "'";
        String reason = AgentCalls.whyNotRun(thrown);
        String what = name == null
                ? Failure.of(FailureCause.PACKER_MISSING, "'" + program + "' cannot be run on " + where + ": " + reason)
                        .lineInJenkins()
                : "The packer installation '" + name + "' is wrong for " + where + ": '" + program + "' cannot be run: "
                        + reason + ". Manage Jenkins, Tools sets its home, and for one agent its Tool Locations.";
        return new IllegalArgumentException(what, thrown);
    }
}
