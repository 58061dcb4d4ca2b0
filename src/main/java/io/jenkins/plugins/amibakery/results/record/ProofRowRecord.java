package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.Verdict;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What one proof came to. Saved; never changed once made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class ProofRowRecord extends Persisted {
    private String proof;
    private String title;
    private String incident;
    private String verdict;
    private String evidence;
    private long since;

    /**
     * @param proof such as {@code I1.1}
     * @param title what is so when it is green
     * @param incident what it would have prevented
     * @param since in milliseconds since 1970
     */
    public ProofRowRecord(String proof, String title, String incident, Verdict verdict, String evidence, long since) {
        this.proof = proof;
        this.title = title;
        this.incident = incident;
        this.verdict = verdict.word();
        this.evidence = evidence;
        this.since = since;
        readResolve();
    }

    @Exported
    public String getProof() {
        return proof;
    }

    @Exported
    public String getTitle() {
        return title;
    }

    @Exported
    public String getIncident() {
        return incident;
    }

    /** {@code green}, {@code red} or {@code not known}. */
    @Exported
    public String getVerdict() {
        return verdict;
    }

    /** A word of a later version is not known. */
    public Verdict verdict() {
        for (Verdict one : Verdict.values()) {
            if (one.word().equals(verdict)) {
                return one;
            }
        }
        return Verdict.NOT_KNOWN;
    }

    @Exported
    public String getEvidence() {
        return evidence;
    }

    /** Since when its verdict is this one, such as {@code 2026-11-22T16:22:33Z}. */
    @Exported(name = "since")
    public String getSinceText() {
        return Storable.instant(since);
    }

    /** The same in milliseconds since 1970. */
    public long getSince() {
        return since;
    }
}
