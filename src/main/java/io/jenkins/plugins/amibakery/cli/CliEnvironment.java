package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command works: one identity and one cloud, the same for packer and for our own calls.
 *
 * @param environment all of the environment that programs get
 * @param region the region that was asked for
 * @param endpoint another endpoint than AWS's own
 * @param variables template variables that fit this cloud
 * @param sourceCidrs from where this machine reaches build instances, where that is known beforehand
 */
record CliEnvironment(
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
     * The same where there must be one.
     *
     * @throws IllegalArgumentException with one line when there is none
     */
    Region requiredRegion() {
        return anyRegion()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No region is given; name one with --region or in AWS_REGION, such as us-west-2."));
    }
}
