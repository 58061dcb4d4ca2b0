package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;

/**
 * A {@link BakeRequest} on its way to an agent, where alone its paths mean something. Never saved: it carries secrets.
 *
 * @param bakeId the id of the bake
 * @param packer the packer program, a path on the agent or a bare name
 * @param template the template, relative to the workspace or absolute
 * @param variables values of variables, in clear
 * @param secretVariables values of secret variables
 * @param variableFiles var files, relative to the workspace or absolute
 * @param only packer builds to run alone
 * @param except packer builds to leave out
 * @param region a region's code; null for none
 * @param endpoint another EC2 endpoint; null for AWS's own
 * @param force deregister an AMI of the same name first
 * @param parallelBuilds packer builds at once; 0 for no limit
 * @param recipe the recipe's name; null for the template's
 * @param tags further tags
 * @param awaitSeconds how long to wait for an AMI
 */
public record RemoteRequest(
        String bakeId,
        String packer,
        String template,
        LinkedHashMap<String, String> variables,
        LinkedHashMap<String, String> secretVariables,
        ArrayList<String> variableFiles,
        ArrayList<String> only,
        ArrayList<String> except,
        String region,
        String endpoint,
        boolean force,
        int parallelBuilds,
        String recipe,
        LinkedHashMap<String, String> tags,
        long awaitSeconds)
        implements Serializable {

    /**
     * The request itself.
     *
     * @param directory the workspace
     * @throws IllegalArgumentException with one clear line when parts do not fit
     */
    BakeRequest in(Path directory) {
        BakeRequest.Builder request = BakeRequest.of(bakeId, Path.of(template))
                .packer(packer)
                .directory(directory)
                .variables(variables)
                .secretVariables(secretVariables)
                .variableFiles(variableFiles.stream().map(Path::of).toList())
                .only(new LinkedHashSet<>(only))
                .except(new LinkedHashSet<>(except))
                .region(Optional.ofNullable(region).map(Region::new))
                .endpoint(Optional.ofNullable(endpoint))
                .force(force)
                .parallelBuilds(parallelBuilds)
                .tags(tags)
                .awaitTimeout(Duration.ofSeconds(awaitSeconds));
        Optional.ofNullable(recipe).ifPresent(request::recipe);
        return request.build();
    }

    /** The same with other values of variables. */
    public RemoteRequest with(LinkedHashMap<String, String> clear, LinkedHashMap<String, String> secret) {
        return new RemoteRequest(
                bakeId,
                packer,
                template,
                clear,
                secret,
                variableFiles,
                only,
                except,
                region,
                endpoint,
                force,
                parallelBuilds,
                recipe,
                tags,
                awaitSeconds);
    }

    /** Does not give the secret values away. */
    @Override
    public String toString() {
        return "RemoteRequest[" + bakeId + ", " + template + "]";
    }
}
