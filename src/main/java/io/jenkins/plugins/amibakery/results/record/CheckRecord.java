package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A check and when it was made. Saved; never changed once made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class CheckRecord extends Persisted {
    private String name;
    private String verdict;
    private String evidence;
    private String address;
    private String page;
    private long when;

    /**
     * @param address what was asked, such as a URL; empty or null for nothing
     * @param when in milliseconds since 1970; 0 when that is not known
     */
    public CheckRecord(Check check, String address, long when) {
        this(check, address, "", when);
    }

    private CheckRecord(Check check, String address, String page, long when) {
        name = check.name();
        verdict = check.word();
        evidence = check.evidence();
        this.address = address;
        this.page = page;
        this.when = when;
        readResolve();
    }

    /** The same by another name. */
    public CheckRecord named(String other) {
        return new CheckRecord(new Check(other, verdict(), evidence), address, page, when);
    }

    /** The same with the page that shows what was done, such as {@code 3/deployments/}, from the address of its job on. */
    public CheckRecord shownAt(String place) {
        return new CheckRecord(check(), address, place, when);
    }

    /** The check itself. */
    public Check check() {
        return new Check(name, verdict(), evidence);
    }

    @Exported
    public String getName() {
        return name;
    }

    /** {@code passed}, {@code warning}, {@code failed} or {@code not_known}. */
    @Exported
    public String getVerdict() {
        return verdict;
    }

    /** A word of a later version is not known. */
    public Verdict verdict() {
        try {
            return Verdict.of(verdict);
        } catch (IllegalArgumentException e) {
            return Verdict.NOT_KNOWN;
        }
    }

    @Exported
    public String getEvidence() {
        return evidence;
    }

    /** What was asked, such as a URL; empty for nothing. May be any text. */
    @Exported
    public String getAddress() {
        return address;
    }

    /** The page that shows what was done, from the address of its job on; empty for none. */
    public String getPage() {
        return page;
    }

    /** When it was made, such as {@code 2026-11-22T16:22:33Z}; empty when that is not known. */
    @Exported(name = "when")
    public String getWhenText() {
        return Storable.instant(when);
    }

    /** The same in milliseconds since 1970; 0 when that is not known. */
    public long getWhen() {
        return when;
    }

    /** As reports have it. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put("verdict", verdict);
        tree.put("evidence", evidence);
        tree.put("address", address);
        tree.put("when", getWhenText());
        return tree;
    }
}
