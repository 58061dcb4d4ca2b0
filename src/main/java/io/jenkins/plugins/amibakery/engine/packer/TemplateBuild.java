package io.jenkins.plugins.amibakery.engine.packer;

/**
 * One builder of a JSON template, or one source that an HCL template's build blocks use.
 *
 * @param name the build's bare name, as in {@link BuilderName#shortName}
 * @param type the builder's type, such as {@code amazon-ebs}
 */
public record TemplateBuild(String name, String type) {
    /** Whether AMIs can come of it. */
    public boolean isAmazon() {
        return type.startsWith("amazon-");
    }
}
