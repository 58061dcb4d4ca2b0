package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.bakery.Bake;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import java.io.File;
import java.util.ArrayList;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/**
 * The command that has to succeed before packer knows its plugins, such as {@code packer init}; empty for none, and where the
 * bake cannot be planned at all, as its plan says that better. Called on the workspace; changes nothing.
 */
public final class PreparationCall extends MasterToSlaveFileCallable<ArrayList<String>> {
    private static final long serialVersionUID = 1L;

    private final RemoteRequest request;
    private final String version;

    /** @param version what {@code packer --version} printed */
    public PreparationCall(RemoteRequest request, String version) {
        this.request = request;
        this.version = version;
    }

    @Override
    public ArrayList<String> invoke(File workspace, VirtualChannel channel) {
        try {
            BakeRequest wanted = request.in(workspace.toPath());
            PackerTemplate template = PackerTemplate.read(wanted.template(), wanted.directory());
            return PackerVersion.read(version)
                    .flatMap(packer -> Bake.plan(wanted, template, packer, Optional.empty())
                            .preparation())
                    .map(command -> new ArrayList<>(command.words()))
                    .orElseGet(ArrayList::new);
        } catch (BakeFailedException | IllegalArgumentException e) {
            return new ArrayList<>();
        }
    }
}
