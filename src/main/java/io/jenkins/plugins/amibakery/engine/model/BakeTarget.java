package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one packer build of a recipe will make, as far as the recipe tells.
 *
 * @param builder the build's own name, as in {@link BakedAmi#builder}
 * @param regions where an AMI of it will lie; empty when that cannot be told, or when it makes none
 */
public record BakeTarget(String builder, SortedSet<Region> regions) implements Serializable {
    private static final int MOST = 500;

    public BakeTarget {
        Limits.text("the name of a build", builder, Limits.BUILD_NAME);
        Limits.things("the regions of a build", regions, Region.class, MOST);
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
    }

    /** A build whose AMIs will lie in these regions. */
    public static BakeTarget of(String builder, Set<Region> regions) {
        return new BakeTarget(builder, new TreeSet<>(regions));
    }
}
