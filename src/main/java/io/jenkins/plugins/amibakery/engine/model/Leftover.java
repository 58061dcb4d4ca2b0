package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Something that a dead bake left in the account, or may have left.
 *
 * @param kind what it is
 * @param id the cloud's id of it, or its name where it has no id
 * @param region where it lies; of what belongs to no region, where the bake ran
 * @param removed whether it was removed
 * @param note why it was not: it could not be, or it is not proved to be the bake's; empty otherwise
 */
public record Leftover(Kind kind, String id, Region region, boolean removed, String note) implements Serializable {
    /** @throws IllegalArgumentException when EC2 has no such thing; also on its way in, whatever an agent sends */
    public Leftover {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(region, "region");
        Limits.text("the name of something left", id, Limits.TAG_VALUE);
        note = Limits.brief(note, Limits.TEXT);
    }

    /** What can be left, in the order in which it must be removed. */
    public enum Kind {
        INSTANCE("instance", "ec2 terminate-instances --instance-ids"),
        AMI("AMI", "ec2 deregister-image --image-id"),
        SNAPSHOT("snapshot", "ec2 delete-snapshot --snapshot-id"),
        VOLUME("volume", "ec2 delete-volume --volume-id"),
        SECURITY_GROUP("security group", "ec2 delete-security-group --group-id"),
        SUBNET("subnet", "ec2 delete-subnet --subnet-id"),
        VPC("VPC", "ec2 delete-vpc --vpc-id"),
        KEY_PAIR("key pair", "ec2 delete-key-pair --key-name"),
        LAUNCH_TEMPLATE("launch template", "ec2 delete-launch-template --launch-template-id"),
        INSTANCE_PROFILE("instance profile", "iam delete-instance-profile --instance-profile-name"),
        ROLE("role", "iam delete-role --role-name");

        private final String word;
        private final String removal;

        Kind(String word, String removal) {
            this.word = word;
            this.removal = removal;
        }

        /** The word shown to people. */
        public String word() {
            return word;
        }
    }

    /** Found, and to be removed or named. */
    public static Leftover found(Kind kind, String id, Region region) {
        return new Leftover(kind, id, region, false, "");
    }

    /** The same thing, which stays. */
    public Leftover because(String reason) {
        return new Leftover(kind, id, region, false, reason);
    }

    /** The AWS command that would remove it; empty when it is gone. It fits a shell, whatever the name has in it. */
    public String command() {
        if (removed) {
            return "";
        }
        String where = isGlobal() ? "" : " --region " + region;
        String named = kind == Kind.SECURITY_GROUP && !id.startsWith("sg-")
                ? "ec2 delete-security-group --group-name"
                : kind.removal;
        return before() + "aws " + named + " " + quoted(id) + where;
    }

    /** All of it in maps, texts and truth values. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", kind.word());
        tree.put("id", id);
        tree.put("region", region.code());
        tree.put("removed", removed);
        tree.put("note", note);
        tree.put("command", command());
        return tree;
    }

    private boolean isGlobal() {
        return kind == Kind.INSTANCE_PROFILE || kind == Kind.ROLE;
    }

    /** Packer gives a role's only policy the name of the role, and its profile too. */
    private String before() {
        return switch (kind) {
            case INSTANCE_PROFILE ->
                "aws iam remove-role-from-instance-profile --instance-profile-name " + quoted(id) + " --role-name "
                        + quoted(id) + "; ";
            case ROLE -> "aws iam delete-role-policy --role-name " + quoted(id) + " --policy-name " + quoted(id) + "; ";
            default -> "";
        };
    }

    private static String quoted(String word) {
        return word.matches("[\\w.:/+=@-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
