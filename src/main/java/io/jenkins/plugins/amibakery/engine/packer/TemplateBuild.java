package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.packer.log.BuilderName;
import java.util.List;

/**
 * One builder of a JSON template, or one source that an HCL template's build blocks use.
 *
 * @param name the build's bare name, as in {@link BuilderName#shortName}
 * @param type the builder's type, such as {@code amazon-ebs}
 * @param copies the setting {@code ami_regions} as written there: texts of a JSON template, one HCL expression; empty for none
 */
public record TemplateBuild(String name, String type, List<String> copies) {
    public TemplateBuild {
        copies = List.copyOf(copies);
    }

    /** A build that copies its AMI nowhere. */
    public TemplateBuild(String name, String type) {
        this(name, type, List.of());
    }

    /** Whether AMIs can come of it. */
    public boolean isAmazon() {
        return type.startsWith("amazon-");
    }
}
