package io.jenkins.plugins.amibakery.source;

import hudson.model.Item;
import hudson.model.Run;
import hudson.plugins.git.Revision;
import hudson.plugins.git.util.BuildData;
import hudson.scm.SCM;
import io.jenkins.plugins.amibakery.engine.rebake.SourceCommit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.plugins.git.AbstractGitSCMSource.SCMRevisionImpl;
import jenkins.scm.api.SCMFileSystem;
import jenkins.scm.api.SCMHead;

/** What Jenkins' git plugin knows; nothing where there is no such plugin. */
public final class GitSource {
    private static final Logger LOG = Logger.getLogger(GitSource.class.getName());

    private GitSource() {}

    /** The commit that a build checked out, when it checked out one alone; empty when it is not known. */
    public static Optional<String> commit(Run<?, ?> run) {
        try {
            return Plugin.commit(run);
        } catch (NoClassDefFoundError e) {
            return Optional.empty();
        }
    }

    /**
     * Asks source control which commits came after one; may take long.
     *
     * @return empty when that cannot be told
     */
    public static Optional<List<SourceCommit>> since(Item job, SCM scm, String commit) throws InterruptedException {
        try {
            return Plugin.since(job, scm, commit);
        } catch (NoClassDefFoundError e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.FINE,
                    e,
                    () -> "What changed since " + commit + " in the sources of " + job.getFullName() + " is not known");
            return Optional.empty();
        }
    }

    /** What needs the optional plugin; loaded when it is asked. */
    private static final class Plugin {
        static Optional<String> commit(Run<?, ?> run) {
            List<String> commits = run.getActions(BuildData.class).stream()
                    .map(BuildData::getLastBuiltRevision)
                    .filter(Objects::nonNull)
                    .map(Revision::getSha1String)
                    .distinct()
                    .toList();
            return commits.size() == 1 ? Optional.of(commits.get(0)) : Optional.empty();
        }

        static Optional<List<SourceCommit>> since(Item job, SCM scm, String commit)
                throws IOException, InterruptedException {
            try (SCMFileSystem sources = SCMFileSystem.of(job, scm)) {
                if (sources == null) {
                    return Optional.empty();
                }
                ByteArrayOutputStream log = new ByteArrayOutputStream();
                sources.changesSince(new SCMRevisionImpl(new SCMHead("HEAD"), commit), log);
                return Optional.of(SourceCommit.read(log.toString(StandardCharsets.UTF_8)));
            }
        }
    }
}
