package io.jenkins.plugins.amibakery.engine.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces secrets in lines of text. Safe for several threads.
 *
 * <p>Each line of a secret of several lines is a secret of its own, and so are the forms in which packer's
 * machine-readable log writes it. Texts of less than four characters are not masked: they occur in everything, and a
 * log full of stars tells which they are.
 */
public final class Masker {
    /** What stands in place of a secret. */
    public static final String MASK = "****";

    private static final int SHORTEST = 4;

    private final List<String> secrets;

    /** @param secrets the texts to hide; blank ones are passed over */
    public Masker(Collection<String> secrets) {
        Set<String> all = new LinkedHashSet<>();
        for (String secret : secrets) {
            addForms(all, secret);
            secret.lines().forEach(line -> addForms(all, line));
        }
        this.secrets = all.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static void addForms(Set<String> all, String secret) {
        String oneLine = secret.strip().replace("\n", "\\n").replace("\r", "\\r");
        add(all, secret);
        add(all, oneLine);
        add(all, secret.replace(",", "%!(PACKER_COMMA)"));
        add(all, oneLine.replace(",", "%!(PACKER_COMMA)"));
    }

    private static void add(Set<String> all, String text) {
        String secret = text.strip();
        if (secret.length() >= SHORTEST) {
            all.add(secret);
        }
    }

    /** The line with every secret in it replaced; the very same object when there is none. */
    public String mask(String line) {
        String masked = line;
        for (String secret : secrets) {
            if (masked.contains(secret)) {
                masked = masked.replace(secret, MASK);
            }
        }
        return masked;
    }
}
