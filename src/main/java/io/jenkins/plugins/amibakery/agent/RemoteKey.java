package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.bakery.BaseQueryJson;
import io.jenkins.plugins.amibakery.engine.bakery.KeyedBake;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A {@link KeyedBake} on its way.
 *
 * @param digest the key
 * @param parts what went into it
 * @param floating what could not be resolved
 * @param targets what the bake would make
 * @param bases the base AMIs it would take
 */
public record RemoteKey(
        String digest,
        ArrayList<Part> parts,
        ArrayList<Loose> floating,
        ArrayList<Target> targets,
        ArrayList<Base> bases)
        implements Serializable {
    /** A recipe of so many files is none. */
    private static final int MOST = 50_000;

    private static final int LONGEST = 4_096;

    /** A {@link KeyPart}; its kind by name. */
    public record Part(String kind, String name, String digest, String shown) implements Serializable {}

    /** A {@link Floating}. */
    public record Loose(String file, int line, String text, String why, boolean lockable) implements Serializable {}

    /** A {@link BakeTarget}; its regions by their codes. */
    public record Target(String builder, ArrayList<String> regions) implements Serializable {}

    /**
     * A base AMI as it was found.
     *
     * @param region its region's code
     * @param query what was asked, as {@link BaseQueryJson} writes it
     * @param amiId the answer
     * @param name its name
     * @param createdMillis when it was made, since 1970; 0 when nobody knows
     */
    public record Base(String region, String query, String amiId, String name, long createdMillis)
            implements Serializable {}

    static RemoteKey of(KeyedBake bake) {
        RemoteKey key = of(bake.key());
        bake.targets()
                .forEach(target -> key.targets()
                        .add(new Target(
                                target.builder(),
                                target.regions().stream()
                                        .map(Region::code)
                                        .collect(Collectors.toCollection(ArrayList::new)))));
        bake.baseImages()
                .forEach((query, answer) -> answer.image()
                        .ifPresent(ami -> key.bases()
                                .add(new Base(
                                        query.region().code(),
                                        BaseQueryJson.text(query),
                                        ami.id().value(),
                                        ami.name(),
                                        ami.created().map(Instant::toEpochMilli).orElse(0L)))));
        return key;
    }

    /** A key alone. */
    public static RemoteKey of(BakeKey key) {
        ArrayList<Part> parts = new ArrayList<>();
        key.parts().forEach(part -> parts.add(new Part(part.kind().name(), part.name(), part.digest(), part.shown())));
        ArrayList<Loose> floating = new ArrayList<>();
        key.floating()
                .forEach(one -> floating.add(new Loose(one.file(), one.line(), one.text(), one.why(), one.lockable())));
        return new RemoteKey(key.digest(), parts, floating, new ArrayList<>(), new ArrayList<>());
    }

    /** The same targets and base AMIs with another key. */
    RemoteKey with(BakeKey other) {
        RemoteKey key = of(other);
        key.targets().addAll(targets);
        key.bases().addAll(bases);
        return key;
    }

    /** @throws IllegalArgumentException when it cannot be an honest answer: its digest must be that of its parts */
    public RemoteKey checked() {
        if (parts.size() > MOST || floating.size() > MOST || targets.size() > MOST || bases.size() > MOST) {
            throw new IllegalArgumentException("The agent names more than " + MOST + " things in a bake key.");
        }
        parts.forEach(part -> requireShort(part.name(), part.shown()));
        floating.forEach(one -> requireShort(one.file(), one.text(), one.why()));
        targets.forEach(target -> requireShort(target.builder()));
        for (Base base : bases) {
            requireShort(base.name(), base.query());
            new Region(base.region());
            new AmiId(base.amiId());
        }
        if (!BakeKey.of(key().parts(), List.of()).digest().equals(digest)) {
            throw new IllegalArgumentException("The agent names a bake key that is not the one of its parts.");
        }
        keyed();
        return this;
    }

    private static void requireShort(String... texts) {
        for (String text : texts) {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "The agent names something in a bake key that is longer than " + LONGEST + " characters.");
            }
        }
    }

    /** The key itself. */
    public BakeKey key() {
        return new BakeKey(
                digest,
                parts.stream()
                        .map(part -> new KeyPart(
                                KeyPart.Kind.valueOf(part.kind()), part.name(), part.digest(), part.shown()))
                        .toList(),
                floating.stream()
                        .map(one -> new Floating(one.file(), one.line(), one.text(), one.why(), one.lockable()))
                        .toList());
    }

    /** The bake of the key, without the answers about base AMIs. */
    KeyedBake keyed() {
        return new KeyedBake(
                key(),
                targets.stream()
                        .map(target -> BakeTarget.of(
                                target.builder(),
                                target.regions().stream().map(Region::new).collect(Collectors.toSet())))
                        .toList(),
                Map.of());
    }

    /** Short, as it may have thousands of parts. */
    @Override
    public String toString() {
        return "RemoteKey[" + digest + "]";
    }
}
