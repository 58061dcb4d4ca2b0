package io.jenkins.plugins.amibakery.engine.packages;

import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import java.util.List;

/**
 * Whether a bake would install other packages today than an image has.
 *
 * @param newer packages of the image that their repositories have in a newer version, security first
 * @param unknown why that is not known of some repositories, one line each
 */
public record PackageVerdict(List<NewerPackage> newer, List<String> unknown) {
    public PackageVerdict {
        newer = List.copyOf(newer);
        unknown = List.copyOf(unknown);
    }

    /** Whether it is known that it would install the same. */
    public boolean isSettled() {
        return newer.isEmpty() && unknown.isEmpty();
    }
}
