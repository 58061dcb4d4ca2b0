package io.jenkins.plugins.amibakery.engine.rebake;

/**
 * Why a job bakes again.
 *
 * @param kind what sort of reason
 * @param text the reason for a person, in one line
 */
public record RebakeReason(Kind kind, String text) {
    /** The sorts of reasons, the most telling first. */
    public enum Kind {
        /** Nothing was baked yet. */
        NEVER_BAKED,
        /** One of its AMIs is gone, disabled, deprecated or revoked. */
        AMI_UNUSABLE,
        /** Its recipe finds another base AMI than it was baked from. */
        BASE_IMAGE,
        /** Its template or inputs changed in source control. */
        SOURCE,
        /** Repositories have newer versions of packages that it holds. */
        PACKAGES,
        /** They are older than parts of it that are not pinned or not known are accepted. */
        NOT_SETTLED,
        /** Its AMIs are older than they may grow. */
        TOO_OLD
    }
}
