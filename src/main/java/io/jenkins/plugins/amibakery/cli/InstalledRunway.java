package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a Runway as pip wrote it down beside the program. Asking Runway itself takes a second, for it loads all of itself
 * to answer.
 */
final class InstalledRunway {
    private static final Pattern PYTHON = Pattern.compile("#!(/\\S+/bin/python[\\d.]*)\\s*");
    private static final Pattern RECORD = Pattern.compile("runway-(\\d+\\.\\d+\\.\\d+\\S*)\\.dist-info");
    private static final int LONGEST_LINE = 1 << 10;

    private InstalledRunway() {}

    /**
     * @param program a path, or a name to be found on the environment's PATH
     * @return empty when nothing is certain: then Runway has to be asked
     */
    static Optional<RunwayVersion> version(String program, Map<String, String> environment) {
        if (!environment.getOrDefault("PYTHONPATH", "").isEmpty()) {
            return Optional.empty();
        }
        try {
            List<String> versions = new ArrayList<>();
            Optional<Path> home = file(program, environment)
                    .flatMap(InstalledRunway::python)
                    .map(python -> python.resolve("../../lib").normalize())
                    .filter(Files::isDirectory);
            if (home.isPresent()) {
                recorded(home.get(), versions);
            }
            return versions.size() == 1 ? RunwayVersion.read(versions.get(0)) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> file(String program, Map<String, String> environment) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program)).filter(Path::isAbsolute).filter(Files::isExecutable);
        }
        for (String folder : environment.getOrDefault("PATH", "").split(":")) {
            Path file = Path.of(folder).resolve(program);
            if (file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** The interpreter that pip's script names in its first line. */
    private static Optional<Path> python(Path script) {
        try (BufferedReader reader = Files.newBufferedReader(script, StandardCharsets.ISO_8859_1)) {
            char[] start = new char[LONGEST_LINE];
            int length = Math.max(0, reader.read(start));
            Matcher found = PYTHON.matcher(
                    new String(start, 0, length).lines().findFirst().orElse(""));
            return found.matches() ? Optional.of(Path.of(found.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void recorded(Path lib, List<String> versions) throws IOException {
        try (DirectoryStream<Path> pythons = Files.newDirectoryStream(lib, "python3*")) {
            for (Path python : pythons) {
                Path packages = python.resolve("site-packages");
                if (!Files.isDirectory(packages)) {
                    continue;
                }
                try (DirectoryStream<Path> records = Files.newDirectoryStream(packages, "runway-*.dist-info")) {
                    for (Path record : records) {
                        Matcher found = RECORD.matcher(String.valueOf(record.getFileName()));
                        if (found.matches()) {
                            versions.add(found.group(1));
                        }
                    }
                }
            }
        }
    }
}
