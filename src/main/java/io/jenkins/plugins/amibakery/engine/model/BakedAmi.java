package io.jenkins.plugins.amibakery.engine.model;

import java.util.Optional;

/**
 * An AMI that a packer build made.
 *
 * @param builder the packer build's own name
 * @param id the image
 * @param region where it lies
 * @param described what the cloud said of it after the bake; empty when it was not asked or could not answer
 */
public record BakedAmi(String builder, AmiId id, Region region, Optional<Ami> described) {
    public BakedAmi {
        Limits.text("the name of a build", builder, Limits.BUILD_NAME);
    }

    /** An AMI packer named, not yet looked up in the cloud. */
    public static BakedAmi named(String builder, Region region, AmiId id) {
        return new BakedAmi(builder, id, region, Optional.empty());
    }

    /** The same AMI with what the cloud says of it. */
    public BakedAmi describedAs(Ami ami) {
        return new BakedAmi(builder, id, region, Optional.of(ami));
    }
}
