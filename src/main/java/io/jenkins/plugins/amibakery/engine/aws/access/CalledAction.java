package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.net.URI;

/**
 * What was called, and where.
 *
 * @param action the IAM action
 * @param region the region that was meant
 * @param endpoint the address that was called
 */
record CalledAction(String action, Region region, URI endpoint) {
    /** For the start of a message: action and region. */
    String what() {
        return action + " in " + region;
    }
}
