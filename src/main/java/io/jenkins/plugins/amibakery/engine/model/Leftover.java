package io.jenkins.plugins.amibakery.engine.model;

/**
 * Something a dead bake left in the account.
 *
 * @param kind what it is
 * @param id the cloud's id of it, or its name where it has no id
 * @param region where it lies
 * @param removed whether it was removed
 * @param note why it could not be removed; empty otherwise
 */
public record Leftover(Kind kind, String id, Region region, boolean removed, String note) {
    /** What can be left, in the order in which it must be removed. */
    public enum Kind {
        INSTANCE("instance"),
        AMI("AMI"),
        SNAPSHOT("snapshot"),
        VOLUME("volume"),
        SECURITY_GROUP("security group"),
        KEY_PAIR("key pair");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word shown to people. */
        public String word() {
            return word;
        }
    }
}
