package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/**
 * Something in a recipe that may be another thing tomorrow although the recipe stays the same, such as a package without a
 * version. No bake of such a recipe can stand for another.
 *
 * @param file where it stands, named as in {@link KeyPart#name}
 * @param line the line in that file, from 1; 0 when no line can be told
 * @param text what stands there, shortened to a line; never a secret
 * @param why what may change, for a person; one line without a full stop
 * @param settling what can settle it without another word in the recipe
 * @param address what is fetched, where {@link Settling#ADDRESS} settles it; empty for all else
 */
public record Floating(String file, int line, String text, String why, Settling settling, String address)
        implements Comparable<Floating>, Serializable {
    private static final int LONGEST = 160;

    private static final Comparator<Floating> ORDER = Comparator.comparing(Floating::file)
            .thenComparingInt(Floating::line)
            .thenComparing(Floating::why)
            .thenComparing(Floating::text)
            .thenComparing(Floating::settling)
            .thenComparing(Floating::address);

    /** Something that no address settles. */
    public Floating(String file, int line, String text, String why, Settling settling) {
        this(file, line, text, why, settling, "");
    }

    public Floating {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(settling, "settling");
        Limits.text("the name of a file", file, Limits.PATH);
        Limits.text("why something is floating", why, Limits.PATH);
        Limits.text("the address of something floating", address, Limits.PATH);
        if (line < 0) {
            throw new IllegalArgumentException("Not a line of " + file + ": " + line + "; lines count from 1.");
        }
        String oneLine = text.strip().replaceAll("\\s+", " ");
        text = oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST - 3) + "..." : oneLine;
    }

    /** The same with another reason, and nothing that settles it. */
    public Floating because(String reason) {
        return new Floating(file, line, text, reason, Settling.NOTHING);
    }

    /** Where it stands: {@code FILE:LINE}, or the file alone. */
    public String place() {
        return line == 0 ? file : file + ":" + line;
    }

    /** As people read it: {@code install.sh:3: pip install requests (it has no version)}. */
    public String said() {
        return place() + (text.isEmpty() ? "" : ": " + text) + " (" + why + ")";
    }

    @Override
    public int compareTo(Floating other) {
        return ORDER.compare(this, other);
    }
}
