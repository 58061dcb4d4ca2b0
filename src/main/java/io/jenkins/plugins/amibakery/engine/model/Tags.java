package io.jenkins.plugins.amibakery.engine.model;

import java.util.Map;

/** The tags by which the bakery finds again what it made; lineage is in them, so it survives Jenkins. */
public final class Tags {
    /** The id of the bake: one bake, one id, on everything that it leaves in an account. */
    public static final String BAKE_ID = "ami-bakery:bake-id";

    /** The recipe an image was baked from; by default the template's file name without its extension. */
    public static final String RECIPE = "ami-bakery:recipe";

    /** The base AMI an image was baked from. */
    public static final String SOURCE_AMI = "ami-bakery:source-ami";

    /** The version the image was baked as. */
    public static final String VERSION = "ami-bakery:version";

    /** The commit of the recipe. */
    public static final String COMMIT = "ami-bakery:commit";

    /** What started the bake: a build's address, or {@code user@host} of a terminal. */
    public static final String STARTED_BY = "ami-bakery:started-by";

    /** The {@link BakeKey} of the bake, in hexadecimal digits. */
    public static final String BAKE_KEY = "ami-bakery:bake-key";

    /** The packer build that made an image, by its bare name. */
    public static final String BUILDER = "ami-bakery:builder";

    /** Why an image must not be used any more; any value, an empty one too, means that it is revoked. */
    public static final String REVOKED = "ami-bakery:revoked";

    /** Who says with whose key that an image was made with its {@link #BAKE_KEY}; without it the other tags are hearsay. */
    public static final String SIGNATURE = "ami-bakery:signature";

    /** The id of the test, on all that exists for the sake of one. */
    public static final String TEST_ID = "ami-bakery:test-id";

    /** On an Auto Scaling group: the size to which it goes back after a drill. */
    public static final String DRILL = "ami-bakery:drill";

    /** By these, where the bakery knows neither version nor commit, templates tell them. */
    public static final String TEMPLATES_VERSION = "Version";

    public static final String TEMPLATES_COMMIT = "Commit";

    private Tags() {}

    /** The version an image was baked as, by its tags; empty without one. */
    public static String version(Map<String, String> tags) {
        return tags.getOrDefault(VERSION, tags.getOrDefault(TEMPLATES_VERSION, ""));
    }

    /** The commit of an image's recipe, by its tags; empty without one. */
    public static String commit(Map<String, String> tags) {
        return tags.getOrDefault(COMMIT, tags.getOrDefault(TEMPLATES_COMMIT, ""));
    }
}
