package io.jenkins.plugins.amibakery.engine.packages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the signed text of an InRelease says.
 *
 * @param fields by name, in small letters
 * @param files of its indexes, by path below the suite
 */
record ReleaseFile(Map<String, String> fields, Map<String, Listed> files) {
    /** A file as it must be. */
    record Listed(String sha256, long size) {}

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss z", Locale.ENGLISH);

    static ReleaseFile read(String text) throws UnknownStateException {
        try {
            Map<String, String> fields = new DebianText(new BufferedReader(new StringReader(text)), true).next();
            if (fields == null || !fields.containsKey("date") || !fields.containsKey("sha256")) {
                throw new UnknownStateException("answers with something other than a Release file");
            }
            Map<String, Listed> files = new HashMap<>();
            for (String line : fields.get("sha256").split("\n")) {
                String[] words = line.strip().split("\\s+");
                if (words.length == 3 && words[0].matches("[0-9a-f]{64}") && words[1].matches("\\d{1,15}")) {
                    files.put(words[2], new Listed(words[0], Long.parseLong(words[1])));
                }
            }
            return new ReleaseFile(fields, files);
        } catch (IOException e) {
            throw new UnknownStateException("answers with something other than a Release file", e);
        }
    }

    private boolean says(String field, String value) {
        return value.equalsIgnoreCase(fields.getOrDefault(field, ""));
    }

    Instant date() throws UnknownStateException {
        return moment(fields.get("date"));
    }

    static Instant moment(String text) throws UnknownStateException {
        try {
            return ZonedDateTime.parse(text, DATE).toInstant();
        } catch (DateTimeException e) {
            throw new UnknownStateException("has the malformed date '" + text + "'", e);
        }
    }

    /** @throws UnknownStateException when it must no longer be believed */
    void requireValid(Instant now) throws UnknownStateException {
        String until = fields.getOrDefault("valid-until", "");
        if (!until.isEmpty() && moment(until).isBefore(now)) {
            throw new UnknownStateException("was valid until " + until);
        }
    }

    /** Whether apt installs from it only what was installed from it. */
    boolean onlyOnRequest() {
        return says("notautomatic", "yes");
    }

    boolean byHash() {
        return says("acquire-by-hash", "yes");
    }

    boolean security() {
        return (fields.getOrDefault("label", "") + " " + fields.getOrDefault("suite", ""))
                .toLowerCase(Locale.ROOT)
                .contains("security");
    }

    boolean has(String architecture) {
        String all = fields.getOrDefault("architectures", "");
        return all.isEmpty() || List.of(all.split("\\s+")).contains(architecture);
    }

    /** Whether packages that fit any architecture are in an index of their own alone. */
    boolean listsAllApart() {
        return has("all") && !says("no-support-for-architecture-all", "packages");
    }

    /** The path of an index in a form that can be read. */
    Optional<String> index(String path) {
        return List.of(path + ".gz", path + ".xz", path).stream()
                .filter(files::containsKey)
                .findFirst();
    }
}
