package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a command tomorrow.
 *
 * @param why why it may do something else then; one line without a full stop; empty when it does not
 * @param address the one address whose answer decides that, beside what else has to be settled; empty when there is none
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

    /** It does what one address serves then. */
    static Verdict at(String address, String why) {
        return new Verdict(Optional.of(why), Settling.ADDRESS, Optional.of(address));
    }

    /** The same of a file that a command runs. */
    Verdict in(String file) {
        return new Verdict(why.map(one -> "in " + ShellPrinter.last(file) + ", " + one), settling, address);
    }

    static Verdict of(Optional<String> why, Settling settling) {
        return why.map(one -> floats(one, settling)).orElse(PINNED);
    }

    /** The same of a package that lies at the address: what it needs beside it comes from repositories. */
    Verdict withPackages() {
        return address.isEmpty() ? this : new Verdict(why, Settling.REPOSITORIES, address);
    }

    /** What floats: one thing, or two that have to be settled each. */
    List<Floating> floating(String file, int line, String text) {
        List<Floating> floating = new ArrayList<>();
        why.ifPresent(reason -> {
            if (settling != Settling.ADDRESS) {
                floating.add(new Floating(file, line, text, reason, settling));
            }
            address.ifPresent(one -> floating.add(new Floating(file, line, text, reason, Settling.ADDRESS, one)));
        });
        return floating;
    }
}
