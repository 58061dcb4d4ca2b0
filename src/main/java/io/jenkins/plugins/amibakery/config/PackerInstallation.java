package io.jenkins.plugins.amibakery.config;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.EnvironmentSpecific;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.NodeSpecific;
import hudson.tools.ToolDescriptor;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolProperty;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A packer by name, with its home directory on each agent. */
public final class PackerInstallation extends ToolInstallation
        implements NodeSpecific<PackerInstallation>, EnvironmentSpecific<PackerInstallation> {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public PackerInstallation(String name, String home, List<? extends ToolProperty<?>> properties) {
        super(name, home, properties);
    }

    /** The installation of a name; null when there is none. */
    public static PackerInstallation named(String name) {
        return Arrays.stream(installations())
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** What there is, as a part of a message. */
    public static String available() {
        return installations().length == 0
                ? "there is none at all."
                : "there is "
                        + Arrays.stream(installations())
                                .map(ToolInstallation::getName)
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** All installations. */
    public static PackerInstallation[] installations() {
        return Jenkins.get().getDescriptorByType(DescriptorImpl.class).getInstallations();
    }

    @Override
    public PackerInstallation forNode(Node node, TaskListener log) throws IOException, InterruptedException {
        return new PackerInstallation(getName(), translateFor(node, log), List.of());
    }

    @Override
    public PackerInstallation forEnvironment(EnvVars environment) {
        return new PackerInstallation(getName(), environment.expand(getHome()), List.of());
    }

    /** The program, below its home. */
    public String program() {
        return getHome() + "/packer";
    }

    /** Holds the installations. */
    @Extension
    @Symbol("packer")
    public static final class DescriptorImpl extends ToolDescriptor<PackerInstallation> {
        @Override
        public String getDisplayName() {
            return "Packer";
        }

        @Override
        public PackerInstallation[] getInstallations() {
            load();
            return super.getInstallations();
        }

        @Override
        public void setInstallations(PackerInstallation... installations) {
            super.setInstallations(installations);
            save();
        }
    }
}
