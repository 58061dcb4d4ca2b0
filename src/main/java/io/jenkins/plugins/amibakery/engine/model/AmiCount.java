package io.jenkins.plugins.amibakery.engine.model;

/** How many AMIs, in words. */
public final class AmiCount {
    private AmiCount() {}

    /** {@code 1 AMI}, {@code 2 AMIs}. */
    public static String of(int amis) {
        return amis + (amis == 1 ? " AMI" : " AMIs");
    }

    /** What is behind the end of a bake that failed in part, to follow its time; empty when nothing is. */
    public static String kept(int amis) {
        return amis == 0 ? "" : "; " + of(amis) + (amis == 1 ? " of it exists and stays" : " of it exist and stay");
    }
}
