package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import java.util.Locale;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One part of a bake key: something that decides an image, such as a file or a version. Saved. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class KeyPartRecord extends Persisted {
    private static final int BRIEF = 12;

    private final String kind;
    private final String name;
    private final String digest;
    private final String shown;

    KeyPartRecord(String kind, String name, String digest, String shown) {
        this.kind = Storable.storable(kind);
        this.name = Storable.storable(name);
        this.digest = Storable.storable(digest);
        this.shown = Storable.storable(shown);
    }

    static KeyPartRecord of(KeyPart part) {
        return new KeyPartRecord(part.kind().name(), part.name(), part.digest(), part.shown());
    }

    /** Nothing for a part that this version does not know. */
    public Optional<KeyPart> part() {
        try {
            return Optional.of(new KeyPart(KeyPart.Kind.valueOf(kind), name, digest, shown));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code FILE} or {@code BASE_IMAGE}. */
    @Exported
    public String getKind() {
        return kind;
    }

    /** The kind for people, such as {@code base image}. */
    public String getWord() {
        return kind.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The digest's first digits; empty for a secret. */
    public String getBrief() {
        return Storable.first(getDigest(), BRIEF);
    }

    private boolean isSecret() {
        return kind.equals(KeyPart.Kind.SECRET.name());
    }

    @Exported
    public String getName() {
        return name;
    }

    /** The part's own fingerprint; empty for a secret, of which no more is told than whether it changed. */
    @Exported
    public String getDigest() {
        return isSecret() ? "" : digest;
    }

    /** What a person may see of it, such as a version or a size; never a secret. */
    @Exported
    public String getShown() {
        return shown;
    }
}
