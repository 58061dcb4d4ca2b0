package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One thing that differs between a lock and another state of it.
 *
 * @param subject what it is, such as {@code amazon-ebs: package nginx}
 * @param was what the lock says; empty when it does not have it
 * @param now what is there; empty when it is gone
 */
public record LockChange(String subject, String was, String now) implements Serializable {
    public LockChange {
        Limits.text("a change of a lock", subject, Limits.TEXT);
        Limits.text("a change of a lock", was, Limits.TEXT);
        Limits.text("a change of a lock", now, Limits.TEXT);
    }

    /** What differs between two maps, sorted by name. */
    static List<LockChange> between(String subject, Map<String, String> was, Map<String, String> now) {
        List<LockChange> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(was.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            String before = was.getOrDefault(name, "");
            String after = now.getOrDefault(name, "");
            if (!before.equals(after)) {
                changes.add(new LockChange(subject + name, before, after));
            }
        }
        return changes;
    }

    /**
     * A line as in a diff, with its sign first:
     *
     * <pre>
     * ~ amazon-ebs: package nginx 1.22.1-9 → 1.22.1-9+deb12u2
     * + amazon-ebs: package jq 1.6-2.1
     * - amazon-ebs: package nano 7.2-1
     * </pre>
     */
    public String line() {
        String sign = was.isEmpty() ? "+ " : now.isEmpty() ? "- " : "~ ";
        return sign + subject + " " + versions();
    }

    /** The same as a part of a sentence: {@code amazon-ebs: package jq is new (1.6-2.1)}. */
    public String words() {
        if (was.isEmpty()) {
            return subject + " is new (" + now + ")";
        }
        return now.isEmpty() ? subject + " is gone (" + was + ")" : subject + " " + versions();
    }

    private String versions() {
        return was.isEmpty() ? now : now.isEmpty() ? was : was + " → " + now;
    }
}
