package io.jenkins.plugins.amibakery.engine.packages;

import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import java.io.Serializable;
import java.util.List;

/**
 * Whether a bake would install other packages today than an image has.
 *
 * @param newer packages of the image that their repositories have in a newer version, security first
 * @param unknown why that is not known of some repositories, one line each
 */
public record PackageVerdict(List<NewerPackage> newer, List<String> unknown) implements Serializable {
    private static final int MOST_UNKNOWN = 1_000;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public PackageVerdict {
        Limits.things("the newer packages of an image", newer, NewerPackage.class, BakeReport.MOST_PACKAGES);
        Limits.texts("the repositories that are not known", unknown, MOST_UNKNOWN, Limits.TEXT);
        newer = List.copyOf(newer);
        unknown = List.copyOf(unknown);
    }

    /** Whether it is known that it would install the same. */
    public boolean isSettled() {
        return newer.isEmpty() && unknown.isEmpty();
    }
}
