package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What one check came to.
 *
 * @param check which one
 * @param verdict never null
 * @param why what differs or could not be read, without a full stop; empty when it is green
 */
public record Finding(Check check, Verdict verdict, String why) implements Serializable {
    static final int LONGEST = 600;

    /** What is checked, in the order in which a person would look. */
    public enum Check {
        /** The AMI of the root volume as it is now. */
        IMAGE("image"),
        /** A numbered version of the launch template that the group has. */
        TEMPLATE("template"),
        /** The user data that this version says. */
        USER_DATA("userData"),
        /** Key pair, open ports, authorized keys, passwords. */
        ACCESS("access"),
        /** Files and packages against the image's manifest. */
        FILES("files"),
        /** Whether anybody was in since it was made. */
        LOGINS("logins"),
        /** Whether a group replaces its instances after a time. */
        LIFETIME("lifetime");

        private final String word;

        Check(String word) {
            this.word = word;
        }

        /** As reports have it. */
        public String word() {
            return word;
        }
    }

    /** @throws IllegalArgumentException when it cannot be an honest one */
    public Finding {
        Objects.requireNonNull(check);
        Objects.requireNonNull(verdict);
        Limits.text("why a check is not green", why, LONGEST);
        why = Limits.brief(why, LONGEST);
    }

    static Finding green(Check check) {
        return new Finding(check, Verdict.GREEN, "");
    }

    static Finding red(Check check, String why) {
        return new Finding(check, Verdict.RED, Limits.cut(why, LONGEST));
    }

    static Finding unknown(Check check, String why) {
        return new Finding(check, Verdict.NOT_KNOWN, Limits.cut(why, LONGEST));
    }

    /** The worst of several; not known when there are none. */
    static Verdict worst(Collection<Finding> findings) {
        return findings.stream().map(Finding::verdict).reduce(Verdict::and).orElse(Verdict.NOT_KNOWN);
    }

    /** Why it is as the worst of several is, with the check's name; empty when all are green. */
    static String first(Collection<Finding> findings) {
        Verdict worst = worst(findings);
        return findings.stream()
                .filter(one -> one.verdict() == worst && worst != Verdict.GREEN)
                .findFirst()
                .map(one -> one.check().word() + ": " + one.why())
                .orElse("");
    }

    /** Texts, for reports. */
    LinkedHashMap<String, Object> tree() {
        return new LinkedHashMap<>(new TreeMap<>(Map.of("check", check.word(), "verdict", verdict.word(), "why", why)));
    }
}
