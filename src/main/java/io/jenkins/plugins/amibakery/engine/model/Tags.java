package io.jenkins.plugins.amibakery.engine.model;

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

    private Tags() {}
}
