package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What repositories had, when they were asked, in newer versions than an image. Saved. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class PackageLook extends Persisted {
    /** Nobody reads more, and what they are called comes from outside. */
    private static final int MOST = 500;

    private final long asked;
    private final String said;
    private final ArrayList<NewerPackageRecord> newerPackages;
    private final ArrayList<String> unknown;

    /**
     * @param asked when, in milliseconds since 1970
     * @param newer security first
     * @param unknown what is not known, one line each without a full stop
     */
    public PackageLook(long asked, List<NewerPackage> newer, Collection<String> unknown) {
        this.asked = asked;
        this.said = newer.isEmpty() ? "" : Storable.storable(NewerPackage.said(newer));
        this.newerPackages =
                newer.stream().limit(MOST).map(NewerPackageRecord::of).collect(Collectors.toCollection(ArrayList::new));
        this.unknown = Storable.storable(unknown.stream().limit(MOST).toList());
    }

    /** When they were asked, such as {@code 2026-11-22T16:22:33Z}. */
    @Exported(name = "asked")
    public String getAskedText() {
        return Storable.instant(asked);
    }

    /** The same in milliseconds since 1970. */
    public long getAsked() {
        return asked;
    }

    public Date getDate() {
        return new Date(asked);
    }

    /** All newer packages in one phrase: {@code 12 packages have newer versions, 3 of them security: openssl, …}; empty for none. */
    @Exported
    public String getSaid() {
        return said;
    }

    /** The newer packages, security first; of very many the first. */
    @Exported(inline = true)
    public List<NewerPackageRecord> getNewerPackages() {
        return Collections.unmodifiableList(newerPackages);
    }

    /** What is not known, such as a repository that could not be asked; a line each without a full stop. */
    @Exported
    public List<String> getUnknown() {
        return Collections.unmodifiableList(unknown);
    }
}
