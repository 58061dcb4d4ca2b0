package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;

/**
 * A {@link DeployRequest} on its way to an agent, where alone its paths mean something. Never saved: it carries secrets.
 *
 * @param action what to do
 * @param directory the directory of runway.yml, relative to the workspace or absolute; empty for the workspace
 * @param environment Runway's deploy environment
 * @param runway the runway program: a bare name, or a path that is absolute or relative to the workspace
 * @param tags Runway's tags
 * @param modules modules to take
 * @param region a region's code; null to leave it to runway.yml
 * @param ami the image's id; null for none
 * @param amiRegion the region it is in; empty when nobody said
 * @param parameters further values, in clear
 * @param secretParameters further values, secret
 * @param endpoint another address of AWS; null for the environment's
 * @param pollSeconds how often CFNgin asks how a stack does
 */
public record RemoteDeploy(
        DeployAction action,
        String directory,
        String environment,
        String runway,
        ArrayList<String> tags,
        ArrayList<String> modules,
        String region,
        String ami,
        String amiRegion,
        LinkedHashMap<String, String> parameters,
        LinkedHashMap<String, String> secretParameters,
        String endpoint,
        int pollSeconds)
        implements Serializable {

    /**
     * The request itself.
     *
     * @throws IllegalArgumentException with one clear line when parts do not fit
     */
    DeployRequest in(Path workspace) {
        return DeployRequest.of(
                        action, workspace.resolve(directory).toAbsolutePath().normalize(), environment)
                .runway(program(runway, workspace))
                .tags(new LinkedHashSet<>(tags))
                .modules(new LinkedHashSet<>(modules))
                .region(Optional.ofNullable(region).map(Region::new))
                .ami(Optional.ofNullable(ami).map(AmiId::new))
                .parameters(parameters)
                .secretParameters(secretParameters)
                .endpoint(Optional.ofNullable(endpoint))
                .pollSeconds(pollSeconds)
                .build();
    }

    private static String program(String runway, Path workspace) {
        return runway.contains("/") ? workspace.resolve(runway).toAbsolutePath().toString() : runway;
    }

    /** Does not give the secret values away. */
    @Override
    public String toString() {
        return "RemoteDeploy[" + action.word() + " " + environment + "]";
    }
}
