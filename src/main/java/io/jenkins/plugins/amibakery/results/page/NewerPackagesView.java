package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.BakeOrigin;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What repositories have in newer versions than an image, as a page shows it. */
@Restricted(NoExternalUse.class)
public final class NewerPackagesView {
    private final PackageLook look;
    private final String note;

    private NewerPackagesView(PackageLook look, String note) {
        this.look = look;
        this.note = note;
    }

    /**
     * Of AMIs.
     *
     * @param look null when nobody looked
     * @param origin of the bake that made them
     */
    static NewerPackagesView ofAmis(PackageLook look, BakeOrigin origin) {
        return new NewerPackagesView(look, look == null ? unasked(origin) : "");
    }

    /** What a bake found before it baked or reused; null when it found nothing newer. */
    static NewerPackagesView ofDecision(BakeOrigin origin) {
        PackageLook look = origin.getPackageLook();
        return look == null || look.getNewerPackages().isEmpty()
                ? null
                : new NewerPackagesView(look, origin.isReused() ? Messages.Newer_accepted() : Messages.Newer_baked());
    }

    private static String unasked(BakeOrigin origin) {
        if (origin.getKeyDigest().isEmpty()) {
            return Messages.Newer_noKey();
        }
        return origin.getFloating().stream().anyMatch(one -> one.floating().settling() == Settling.REPOSITORIES)
                ? Messages.Newer_unasked()
                : Messages.Newer_pinned();
    }

    /** Null when nobody looked. */
    public PackageLook getLook() {
        return look;
    }

    /** What else there is to say, in a sentence; empty for nothing. */
    public String getNote() {
        return note;
    }

    /** The newer packages in one sentence, or that there is none, or that it is not known. */
    public String getSaid() {
        if (!look.getSaid().isEmpty()) {
            return look.getSaid() + ".";
        }
        return look.getUnknown().isEmpty() ? Messages.Newer_none() : Messages.Newer_unknown();
    }
}
