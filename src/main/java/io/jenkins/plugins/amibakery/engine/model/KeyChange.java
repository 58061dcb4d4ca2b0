package io.jenkins.plugins.amibakery.engine.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A part in which two bake keys differ.
 *
 * @param before the part of the earlier key; empty when it is new
 * @param after the part of the later key; empty when it is gone
 */
public record KeyChange(Optional<KeyPart> before, Optional<KeyPart> after) {
    public KeyChange {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("A change of a bake key has a part before it, after it, or both.");
        }
    }

    static List<KeyChange> between(Collection<KeyPart> before, Collection<KeyPart> after) {
        Map<String, KeyPart> old = byName(before);
        Map<String, KeyPart> now = byName(after);
        Map<String, KeyPart> all = new TreeMap<>(old);
        all.putAll(now);
        List<KeyChange> changes = new ArrayList<>();
        for (String name : all.keySet()) {
            KeyChange change = new KeyChange(Optional.ofNullable(old.get(name)), Optional.ofNullable(now.get(name)));
            if (change.differs()) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** The kind's place goes first, so that changes come in the order of kinds. */
    private static Map<String, KeyPart> byName(Collection<KeyPart> parts) {
        Map<String, KeyPart> named = new TreeMap<>();
        parts.forEach(part -> named.put((char) ('a' + part.kind().ordinal()) + part.name(), part));
        return named;
    }

    /** What is not known is not said to differ. */
    private boolean differs() {
        boolean unknown = Stream.concat(before.stream(), after.stream())
                .anyMatch(part -> part.digest().equals(KeyPart.UNKNOWN));
        return (before.isEmpty() || after.isEmpty() || !unknown)
                && !before.map(KeyPart::digest).equals(after.map(KeyPart::digest));
    }

    /** The part as it is now, or as it was when it is gone. */
    public KeyPart part() {
        return after.or(() -> before).orElseThrow();
    }

    /** One line for a person, such as {@code variable version changed: 1.0 -> 1.1}. */
    public String line() {
        String what = part().kind().word() + " " + part().name();
        if (before.isEmpty()) {
            return what + " added" + shown(part().shown());
        }
        if (after.isEmpty()) {
            return what + " removed" + shown(part().shown());
        }
        String from = before.get().shown();
        String to = after.get().shown();
        return what + " changed" + shown(from.equals(to) ? from : from + " -> " + to);
    }

    /** The same for somebody who reads no digests, such as {@code file app.py changed: 5159 → 5164 bytes}. */
    public String brief() {
        if (part().kind() != KeyPart.Kind.FILE) {
            return line().replace(" -> ", " → ");
        }
        String what = part().kind().word() + " " + part().name();
        if (before.isEmpty() || after.isEmpty()) {
            return what + (before.isEmpty() ? " added" : " removed");
        }
        String from = size(before.get());
        String to = size(after.get());
        return what + " changed" + (from.isEmpty() || from.equals(to) ? "" : ": " + from + " → " + to + " bytes");
    }

    private static String size(KeyPart part) {
        int end = part.shown().indexOf(" bytes");
        return end < 0 ? "" : part.shown().substring(0, end);
    }

    private static String shown(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }
}
