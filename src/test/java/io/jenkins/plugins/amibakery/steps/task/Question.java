package io.jenkins.plugins.amibakery.steps.task;

import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A step that asks and returns the answer, in capitals. */
final class Question extends CallStep<String> {
    private static final long serialVersionUID = 1L;

    /** How often the answer cannot be noted, as when the agent goes away just then. */
    int unnoted;

    @Override
    protected UseCase<String> work(ResolvedIdentity actor, String id) {
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
    String function() {
        return "question";
    }

    @Override
    protected String asked(ResolvedIdentity actor) {
        return "What is it?";
    }

    @Override
    protected CallResult concluded(String answer, BuildContext site, ResolvedIdentity actor) throws IOException {
        if (unnoted-- > 0) {
            throw new IOException("There is no build.");
        }
        return new CallResult(
                answer.toUpperCase(Locale.ROOT),
                List.of("It is " + answer + "."),
                answer.startsWith("bad") ? "It is " + answer + ", which will not do." : "");
    }

    @Override
    public String noun() {
        return "question";
    }
}
