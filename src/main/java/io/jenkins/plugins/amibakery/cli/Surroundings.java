package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsAccess;
import io.jenkins.plugins.amibakery.engine.bakery.Bake;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.SourceCidrs;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a command works: one identity and one cloud, the same for packer and for our own calls.
 *
 * @param environment all of the environment that programs get
 * @param region the region that was asked for
 * @param endpoint another endpoint than AWS's own
 * @param variables template variables that fit this cloud
 * @param sourceCidrs from where this machine reaches build instances, where that is known beforehand
 */
record Surroundings(
        Map<String, String> environment,
        Optional<Region> region,
        Optional<String> endpoint,
        Map<String, String> variables,
        Optional<String> sourceCidrs) {
    /** The identity and address for our own calls: just what packer gets. */
    AwsAccess access() {
        AwsAccess access = AwsAccess.ofEnvironment(environment);
        return endpoint.map(URI::create).map(access::withEndpoint).orElse(access);
    }

    /** The region that was asked for, or else the one the environment or its profile names. */
    Optional<Region> anyRegion() {
        return region.or(() -> access().region());
    }

    /**
     * Values for variables that a template may declare: those given, and the one by which it opens build instances to this machine
     * alone, if nobody gives that.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when nobody can tell this machine's address
     */
    Map<String, String> offered(BakeRequest request, PackerTemplate template, Cloud cloud, Map<String, String> given) {
        Map<String, String> offered = new HashMap<>(given);
        offered.putAll(
                SourceCidrs.offered(request, template, environment, anyRegion(), sourceCidrs, () -> cloud.network()));
        return offered;
    }

    /** Where this bake may leave something, as far as it can be known before it runs. */
    Set<Region> regions(BakeRequest request, PackerTemplate template) {
        Set<Region> regions = new TreeSet<>();
        Optional.ofNullable(request.variables().get(Bake.VARIABLE_REGION))
                .map(Region::new)
                .or(request::region)
                .or(() -> Optional.ofNullable(template.variables().get(Bake.VARIABLE_REGION))
                        .flatMap(variable -> variable.defaultValue())
                        .map(Region::new))
                .or(this::anyRegion)
                .ifPresent(regions::add);
        return regions;
    }
}
