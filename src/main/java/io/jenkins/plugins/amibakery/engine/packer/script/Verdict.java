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
 * @param addresses those whose answers decide that, beside what else has to be settled
 */
record Verdict(Optional<String> why, Settling settling, List<String> addresses) {
    /** It does the same. */
    static final Verdict PINNED = new Verdict(Optional.empty(), Settling.NOTHING, List.of());

    static Verdict floats(String why, Settling settling) {
        return new Verdict(Optional.of(why), settling, List.of());
    }

    static Verdict floats(String why) {
        return floats(why, Settling.NOTHING);
    }

    /** A package that is pinned, but not those that are installed along with it. */
    static Verdict needs(String name, Settling settling) {
        return floats("what " + name + " depends on has no version", settling);
    }

    /** It does what addresses serve then. */
    static Verdict at(String why, String... addresses) {
        return new Verdict(Optional.of(why), Settling.ADDRESS, List.of(addresses));
    }

    /** The same of a file that a command runs. */
    Verdict in(String file) {
        return new Verdict(why.map(one -> "in " + ShellPrinter.last(file) + ", " + one), settling, addresses);
    }

    /** The same where nobody can ask for what it gets. */
    Verdict unasked() {
        return of(why, Settling.NOTHING);
    }

    static Verdict of(Optional<String> why, Settling settling) {
        return why.map(one -> floats(one, settling)).orElse(PINNED);
    }

    /** The same of a package that lies at the address: what it needs beside it comes from repositories. */
    Verdict withPackages() {
        return addresses.isEmpty() ? this : new Verdict(why, Settling.REPOSITORIES, addresses);
    }

    /** What floats: one thing, or several that have to be settled each. */
    List<Floating> floating(String file, int line, String text) {
        List<Floating> floating = new ArrayList<>();
        why.ifPresent(reason -> {
            if (settling != Settling.ADDRESS) {
                floating.add(new Floating(file, line, text, reason, settling));
            }
            addresses.forEach(one -> floating.add(new Floating(file, line, text, reason, Settling.ADDRESS, one)));
        });
        return floating;
    }
}
