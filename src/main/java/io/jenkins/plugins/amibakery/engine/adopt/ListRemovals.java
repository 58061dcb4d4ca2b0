package io.jenkins.plugins.amibakery.engine.adopt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the lines that remove package lists before a manifest could record them. */
final class ListRemovals {
    private static final long LARGEST_SCRIPT = 1_000_000;
    private static final Pattern NAME =
            Pattern.compile("(?:\\{\\{ ?template_dir ?}}/|\\$\\{path\\.root}/)?([\\w./-]*\\w)");
    private static final Pattern REMOVAL = Pattern.compile(
            "\\brm\\b.*/var/(?:lib/apt/lists|cache/(?:dnf|yum|libdnf5))|\\b(?:dnf|yum|microdnf)(?:\\s+-\\S+)*\\s+clean\\b");

    private final Path home;
    private final Path directory;

    /**
     * @param home where the template's files lie
     * @param directory where packer runs
     */
    ListRemovals(Path home, Path directory) {
        this.home = home;
        this.directory = directory;
    }

    /** A note for each provisioner that removes them. */
    List<Finding> in(List<String> provisioners) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < provisioners.size(); i++) {
            String where = "provisioner " + (i + 1);
            if (REMOVAL.matcher(provisioners.get(i)).find()) {
                findings.add(note(where));
            }
            scripts(provisioners.get(i)).flatMap(file -> line(file).stream()).forEach(line -> findings.add(note(line)));
        }
        return findings;
    }

    private static Finding note(String where) {
        return new Finding(
                Finding.Sort.NOTE,
                where + " removes the package lists, so the manifest cannot say in which state the repositories were;"
                        + " do that after manifest-tool");
    }

    private Stream<Path> scripts(String provisioner) {
        List<Path> scripts = new ArrayList<>();
        Matcher name = NAME.matcher(provisioner);
        while (name.find()) {
            Stream.of(home, Path.of(""))
                    .map(place -> place.resolve(name.group(1)))
                    .filter(file -> Files.isRegularFile(directory.resolve(file)))
                    .findFirst()
                    .filter(file -> !scripts.contains(file))
                    .ifPresent(scripts::add);
        }
        return scripts.stream();
    }

    private Optional<String> line(Path file) {
        try {
            Path script = directory.resolve(file);
            if (Files.size(script) > LARGEST_SCRIPT) {
                return Optional.empty();
            }
            List<String> lines = new String(Files.readAllBytes(script), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return Stream.iterate(0, at -> at < lines.size(), at -> at + 1)
                    .filter(at -> REMOVAL.matcher(lines.get(at)).find())
                    .map(at -> file + ":" + (at + 1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
