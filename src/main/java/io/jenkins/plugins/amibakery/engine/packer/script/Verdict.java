package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.Optional;

/**
 * What becomes of a command tomorrow.
 *
 * @param why why it may do something else then; one line without a full stop; empty when it does not
 * @param address the one address whose answer decides that; empty when there is none
 */
record Verdict(Optional<String> why, Settling settling, Optional<String> address) {
    /** It does the same. */
    static final Verdict PINNED = new Verdict(Optional.empty(), Settling.NOTHING, Optional.empty());

    static Verdict floats(String why, Settling settling) {
        return new Verdict(Optional.of(why), settling, Optional.empty());
    }

    static Verdict floats(String why) {
        return floats(why, Settling.NOTHING);
    }

    /** The same of a file that a command runs. */
    Verdict in(String file) {
        return new Verdict(why.map(one -> "in " + ShellPrinter.last(file) + ", " + one), settling, address);
    }

    static Verdict of(Optional<String> why, Settling settling) {
        return why.map(one -> floats(one, settling)).orElse(PINNED);
    }
}
