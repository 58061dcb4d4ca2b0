package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The proofs of two environments at one moment, as a build keeps them in its build.xml, and its job in a file. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class ProofRecord extends TaskRecord {
    private String environment;
    private String production;
    private ArrayList<ProofRowRecord> rows;

    /** The number of the build that made it; 0 before it is kept. */
    private int build;

    /**
     * @param environment such as {@code img-mgr-qa-img-mgr in us-west-2}
     * @param production the same of production
     * @param at when it was looked at, in milliseconds since 1970
     */
    public ProofRecord(String environment, String production, long at, List<ProofRowRecord> rows) {
        super(environment + " " + production + " " + at, at);
        this.environment = environment;
        this.production = production;
        this.rows = new ArrayList<>(rows);
        readResolve();
        ended(List.of(), false, at);
    }

    @Exported
    public String getEnvironment() {
        return environment;
    }

    @Exported
    public String getProduction() {
        return production;
    }

    /** {@code green}, {@code red} or {@code not known}. */
    @Exported
    public String getVerdict() {
        return verdict().word();
    }

    /** The number of the build that made it. */
    @Exported
    public int getBuild() {
        return build;
    }

    /** Notes which build made it, before it is kept. */
    public void setBuild(int build) {
        this.build = build;
    }

    /** Red when anything is red; green only when all is. */
    public Verdict verdict() {
        return rows.stream().map(ProofRowRecord::verdict).reduce(Verdict::and).orElse(Verdict.NOT_KNOWN);
    }

    /** One for each proof. */
    @Exported(inline = true)
    public List<ProofRowRecord> getRows() {
        return Collections.unmodifiableList(rows);
    }

    /** Whether it is of the same environments. */
    public boolean isLike(ProofRecord other) {
        return environment.equals(other.environment) && production.equals(other.production);
    }
}
