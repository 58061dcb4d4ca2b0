package io.jenkins.plugins.amibakery.engine.packer.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tables of programs and of Ansible's modules, {@code programs.txt} and {@code modules.txt} beside this class. */
final class Programs {
    /** Where programs of the system are; elsewhere a name says nothing about what it does. */
    private static final Pattern SYSTEM = Pattern.compile("(?:/usr(?:/local)?|/snap)?/s?bin/[^/]+");

    private static final Programs TABLE = read("programs.txt");
    private static final Programs MODULES = read("modules.txt");

    private final Map<String, Program> rows = new HashMap<>();
    private final Map<Pattern, Program> patterns = new LinkedHashMap<>();

    private Programs() {}

    /** That of a name as it is called; empty where no rule knows it. */
    static Optional<Program> of(String called) {
        String name = called.substring(called.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean elsewhere = called.contains("/") && !SYSTEM.matcher(called).matches();
        return TABLE.pattern(called)
                .or(() -> Optional.ofNullable(TABLE.rows.get(name))
                        .or(() -> TABLE.pattern(name))
                        .filter(program ->
                                !elsewhere || !program.field("harmless").equals("*")));
    }

    /** That of a module of Ansible, without its collection. */
    static Optional<Program> ofModule(String name) {
        return Optional.ofNullable(MODULES.rows.get(name)).or(() -> MODULES.pattern(name));
    }

    private Optional<Program> pattern(String name) {
        return patterns.entrySet().stream()
                .filter(row -> row.getKey().matcher(name).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Programs read(String name) {
        try (InputStream table = Programs.class.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(table, name).readAllBytes(), StandardCharsets.UTF_8);
            return of(text.lines().map(String::strip).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Programs of(Iterable<String> lines) {
        Programs programs = new Programs();
        String names = "";
        Map<String, String> fields = new HashMap<>();
        for (String line : lines) {
            if (line.startsWith("[") && line.endsWith("]")) {
                programs.add(names, fields);
                names = line.substring(1, line.length() - 1);
                fields.clear();
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                String[] field = line.split("\\s+", 2);
                fields.merge(field[0], field.length == 2 ? field[1] : "", (one, other) -> one + " " + other);
            }
        }
        programs.add(names, fields);
        return programs;
    }

    private void add(String names, Map<String, String> fields) {
        if (names.isBlank()) {
            return;
        }
        Program program = new Program(fields);
        for (String name : names.strip().split("\\s+")) {
            boolean pattern = name.matches(".*[*?\\\\].*");
            Object before = pattern ? patterns.put(Pattern.compile(name), program) : rows.put(name, program);
            if (before != null) {
                throw new IllegalArgumentException("A table names " + name + " twice");
            }
        }
    }
}
