package io.jenkins.plugins.amibakery.steps.task;

import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import java.io.IOException;
import java.io.Serializable;

/** A step that asks and returns the answer, in capitals. */
final class Question extends CallStep<String> {
    private static final long serialVersionUID = 1L;

    /** How often the answer cannot be noted, as when the agent goes away just then. */
    int unnoted;

    @Override
    protected UseCase<String> work(ResolvedIdentity actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected String endpoint(ResolvedIdentity actor) {
        return null;
    }

    @Override
    protected Class<String> answer() {
        return String.class;
    }

    @Override
    protected Serializable concluded(String answer, BuildContext site, ResolvedIdentity actor) throws IOException {
        if (unnoted-- > 0) {
            throw new IOException("There is no build.");
        }
        return answer.toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public String noun() {
        return "question";
    }
}
