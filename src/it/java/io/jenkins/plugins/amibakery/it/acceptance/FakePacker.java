package io.jenkins.plugins.amibakery.it.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * A packer that bakes nothing: for {@code SECONDS_TO_BAKE} seconds it says so each second, and then that it made {@code AMI}.
 *
 * @param directory where it lies, to be put on PATH
 */
record FakePacker(Path directory) {
    private static final String SCRIPT = """
            #!/bin/bash
            [ "$1" = --version ] && { echo 1.6.6; exit 0; }
            running=$(dirname "$0")/running.$$
            trap 'rm -f "$running"' EXIT
            trap 'exit 1' TERM
            seconds=$SECONDS_TO_BAKE
            for ((i = 0; i < seconds; i++)); do
              echo $i >"$running"
              echo "$(date +%s),,ui,message,    web: tick $i"
              sleep 1
            done
            echo "$(date +%s),web,artifact,0,id,us-west-2:$AMI"
            """;

    /** Puts it into a directory. */
    static FakePacker in(Path directory) {
        try {
            Path program = Files.createDirectories(directory).resolve("packer");
            Files.writeString(program, SCRIPT);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new FakePacker(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many of it run. */
    int running() {
        return (int) counts().count();
    }

    /** Waits until each has run so long. */
    void awaitSeconds(int seconds) {
        Until.isTrue(
                "packer has run for " + seconds + " s",
                Load.PATIENCE,
                () -> counts().allMatch(count -> count >= seconds),
                () -> counts().toList().toString());
    }

    private Stream<Integer> counts() {
        try (Stream<Path> files = Files.list(directory)) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith("running."))
                    .map(FakePacker::count)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (IOException e) {
            return Integer.MAX_VALUE;
        }
    }
}
