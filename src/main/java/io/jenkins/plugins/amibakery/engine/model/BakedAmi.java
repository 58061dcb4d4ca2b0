package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;

/**
 * An AMI that a packer build made.
 *
 * @param builder the packer build's own name
 * @param id the image
 * @param region where it lies
 * @param known what the cloud said of it after the bake; null when it was not asked or could not answer
 */
public record BakedAmi(String builder, AmiId id, Region region, Ami known) implements Serializable {
    public BakedAmi {
        Limits.text("the name of a build", builder, Limits.BUILD_NAME);
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(region, "region");
    }

    /** What the cloud said of it after the bake; empty when it was not asked or could not answer. */
    public Optional<Ami> described() {
        return Optional.ofNullable(known);
    }

    /** All of it as {@link Ami#tree}; what the cloud was not asked is an empty text. */
    public LinkedHashMap<String, Object> tree() {
        return AmiTree.of(id, region, builder, known);
    }

    /** An AMI packer named, not yet looked up in the cloud. */
    public static BakedAmi named(String builder, Region region, AmiId id) {
        return new BakedAmi(builder, id, region, null);
    }

    /** The same AMI with what the cloud says of it. */
    public BakedAmi describedAs(Ami ami) {
        return new BakedAmi(builder, id, region, ami);
    }
}
