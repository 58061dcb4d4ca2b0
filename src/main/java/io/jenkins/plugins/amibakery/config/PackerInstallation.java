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
import hudson.util.FormValidation;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** A packer by name, with its home directory on each agent. */
public final class PackerInstallation extends ToolInstallation
        implements NodeSpecific<PackerInstallation>, EnvironmentSpecific<PackerInstallation> {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public PackerInstallation(String name, String home, List<? extends ToolProperty<?>> properties) {
        super(Settings.text(name), Settings.text(home), properties);
    }

    /** The installation of a name; null when there is none. */
    public static PackerInstallation named(String name) {
        return Arrays.stream(installations())
                .filter(one -> name.equals(one.getName()))
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

    /** The same with its home on a node, installed there if it is a packer that Jenkins installs. */
    @Override
    public PackerInstallation forNode(Node node, TaskListener log) throws IOException, InterruptedException {
        return new PackerInstallation(getName(), translateFor(node, log), List.of());
    }

    @Override
    public PackerInstallation forEnvironment(EnvVars environment) {
        return new PackerInstallation(getName(), environment.expand(getHome()), List.of());
    }

    /** Puts this packer before all others, for {@code tools} of a declarative Pipeline. */
    @Override
    public void buildEnvVars(EnvVars environment) {
        if (getHome() != null) {
            environment.put("PATH+PACKER", getHome());
        }
    }

    /**
     * The program, below its home.
     *
     * @throws IllegalArgumentException with one clear line when the installation has no home
     */
    public String program() {
        return PackerHome.program(getName(), getHome());
    }

    /** Holds the installations. */
    @Extension
    @Symbol("packer")
    public static final class DescriptorImpl extends ToolDescriptor<PackerInstallation> {
        public DescriptorImpl() {
            load();
        }

        @Override
        public String getDisplayName() {
            return Messages.PackerInstallation_displayName();
        }

        /**
         * Keeps the installations; those left empty are passed over.
         *
         * @throws IllegalArgumentException with one clear line when one has no name, or two have the same
         */
        @Override
        public void setInstallations(PackerInstallation... installations) {
            Set<String> names = new HashSet<>();
            List<PackerInstallation> kept = new ArrayList<>();
            for (PackerInstallation one : installations) {
                if (one.getName() != null || one.getHome() != null) {
                    kept.add(one);
                    PackerHome.requireName(one.getName(), one.getHome(), names);
                }
            }
            super.setInstallations(kept.toArray(new PackerInstallation[0]));
            save();
        }

        @Override
        public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
            try {
                return super.configure(request, form);
            } catch (IllegalArgumentException e) {
                throw new FormException(e.getMessage(), "name");
            }
        }

        /** Checks the field as far as it can be known here: the directory is on the agents. */
        @Override
        @POST
        public FormValidation doCheckHome(@QueryParameter File value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            Optional<String> wrong = PackerHome.wrong(value);
            return wrong.isPresent()
                    ? FormValidation.error(wrong.get())
                    : PackerHome.doubt(value).map(FormValidation::warning).orElseGet(FormValidation::ok);
        }
    }
}
