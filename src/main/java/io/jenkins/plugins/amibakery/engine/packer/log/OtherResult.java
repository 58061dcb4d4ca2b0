package io.jenkins.plugins.amibakery.engine.packer.log;

import java.util.Optional;
import java.util.Set;

/** What a build makes that makes no AMI: a volume, a file, nothing at all. Not for several threads. */
final class OtherResult {
    private static final int MOST = 20;
    private static final int LONGEST = 500;

    private final Set<String> made = new Few<>(MOST);
    private boolean skipped;

    /**
     * Takes a line of the build.
     *
     * @param own whether packer itself may have said it, as far as the kind of line tells
     */
    void line(String line, boolean own) {
        skipped |= own && line.equals("Skipping AMI creation...");
    }

    /** Takes what packer says of an artifact at its end. */
    void made(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        made.add(line.length() > LONGEST ? line.substring(0, LONGEST) : line);
    }

    /** What it made, for a build that made no AMI; an empty text when it was told to make none. Empty when it should have made one. */
    Optional<String> instead() {
        return made.isEmpty() && !skipped ? Optional.empty() : Optional.of(String.join("; ", made));
    }
}
