package io.jenkins.plugins.amibakery.steps;

import hudson.EnvVars;
import hudson.model.Computer;
import hudson.model.Node;
import io.jenkins.plugins.amibakery.config.PackerInstallation;
import io.jenkins.plugins.amibakery.steps.work.Site;
import java.io.IOException;

/** Finds the packer that a bake asks for. */
final class PackerTool {
    private PackerTool() {}

    /**
     * The program to run on the bake's agent.
     *
     * @param name an installation's name; null for the packer on PATH
     */
    static String program(String name, Site site) throws IOException, InterruptedException {
        if (name == null) {
            return "packer";
        }
        Computer computer = site.workspace().toComputer();
        Node node = computer == null ? null : computer.getNode();
        if (node == null) {
            throw new IOException("The agent is away.");
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
}
