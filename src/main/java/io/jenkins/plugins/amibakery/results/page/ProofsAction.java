package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.JobProofs;
import io.jenkins.plugins.amibakery.results.record.ProofRecord;
import java.io.IOException;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a build proved of environments: one action per build, saved in build.xml and shown at {@code proofs/} under the build. */
@ExportedBean
public final class ProofsAction extends RecordsAction<ProofRecord> {
    private ProofsAction() {}

    /** The action of a build, made when there is none yet. */
    @Restricted(NoExternalUse.class)
    public static ProofsAction of(Run<?, ?> run) {
        return of(run, ProofsAction.class, ProofsAction::new);
    }

    /** Keeps what was proved, for the build and for its job. */
    @Restricted(NoExternalUse.class)
    public void keep(ProofRecord record) throws IOException {
        record.setBuild(run().getNumber());
        begin(record);
        JobProofs.note(run().getParent(), record);
    }

    /** In the order in which they were made; none for whoever may not see the build. */
    @Exported(inline = true)
    public List<ProofRecord> getProofs() {
        return visible();
    }

    /** What a page shows. */
    @Restricted(NoExternalUse.class)
    public List<ProofView> getView() {
        return getProofs().stream().map(ProofView::new).toList();
    }

    @Override
    public String getIconFileName() {
        return "symbol-lock-closed";
    }

    @Override
    public String getDisplayName() {
        return Messages.Proofs_displayName();
    }

    @Override
    public String getUrlName() {
        return "proofs";
    }
}
