package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import java.util.List;
import java.util.Locale;

/** Bake keys for people. */
final class KeyText {
    private final Terminal terminal;

    KeyText(Terminal terminal) {
        this.terminal = terminal;
    }

    /** All parts, and what floats. */
    void show(BakeKey key) {
        terminal.strong("Bake key " + key.digest());
        KeyPart.Kind kind = null;
        for (KeyPart part : key.parts()) {
            String word = part.kind() == kind ? "" : part.kind().word();
            kind = part.kind();
            terminal.line(String.format(Locale.ROOT, "  %-12s  %s%s", word, part.name(), shown(part))
                    .stripTrailing());
        }
        secrets(key);
        floating(key);
    }

    private void secrets(BakeKey key) {
        if (key.hasSecrets()) {
            terminal.line(
                    "It has secrets, which are hashed with a key of your own (in Jenkins: of the job), so nobody else's"
                            + " AMIs have this bake key.");
        }
    }

    private static String shown(KeyPart part) {
        String text = part.kind() == KeyPart.Kind.SECRET ? "(secret)" : part.shown();
        return text.isEmpty() ? "" : "  " + text;
    }

    private void floating(BakeKey key) {
        if (key.isReusable()) {
            terminal.good("Reusable: nothing in the recipe changes by itself.");
            return;
        }
        terminal.bad("Not reusable: " + key.floating().size()
                + (key.floating().size() == 1 ? " unpinned input:" : " unpinned inputs:"));
        for (Floating one : key.floating()) {
            String marked = one.why().contains("no rule knows") ? "; if you know, mark it: # ami-bakery: fixed" : "";
            terminal.line("  " + one.place() + ": " + one.why()
                    + (one.settling().byLock() ? "; pin it, or lock package versions" : marked));
            if (!one.text().isEmpty()) {
                terminal.faint("      " + one.text());
            }
        }
    }

    /** The parts in which two keys differ. */
    void compare(BakeKey key, BakeKey earlier, String shown) {
        List<KeyChange> changes = key.since(earlier);
        if (changes.isEmpty() && key.digest().equals(earlier.digest())) {
            terminal.good("The same key as in " + shown + ": " + key.brief());
        } else {
            terminal.strong("Bake key " + key.brief() + ", in " + shown + " " + earlier.brief() + "; " + changes.size()
                    + " part(s) differ:");
            changes.forEach(change -> terminal.line("  " + change.line()));
            if (key.hasSecrets()
                    && earlier.parts().stream().anyMatch(part -> part.digest().equals(KeyPart.UNKNOWN))) {
                terminal.line("  Whether a secret changed is not known: reports have no digests of secrets.");
            }
        }
        secrets(key);
        floating(key);
    }

    /** Whether a digest is that of a key. */
    void compare(BakeKey key, String digest, String shown) {
        if (digest.equals(key.digest())) {
            terminal.good(shown + " was baked with the same key, " + key.brief());
        } else {
            terminal.bad("Bake key " + key.brief() + "; " + shown + " was baked with another key, "
                    + digest.substring(0, Math.min(12, digest.length()))
                    + ". An AMI has only the digest: give the report of its bake to see which parts differ.");
        }
        floating(key);
    }
}
