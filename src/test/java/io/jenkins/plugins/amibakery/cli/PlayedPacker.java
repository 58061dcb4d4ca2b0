package io.jenkins.plugins.amibakery.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A packer that says what it is told to, and notes with which words it was run. */
final class PlayedPacker {
    private final Path directory;

    PlayedPacker(Path directory) {
        this.directory = directory;
    }

    /** Its path; made anew each time. */
    Path program() {
        return directory.resolve("played-packer");
    }

    /**
     * One that bakes.
     *
     * @param version what it prints for its version
     * @param log what it prints while it bakes
     * @param end how it ends then, in words of sh
     */
    PlayedPacker that(String version, String log, String end) throws IOException {
        Path said = Files.writeString(directory.resolve("packer-log"), log);
        Files.writeString(program(), """
                #!/bin/sh
                echo "$@" >> '%s'
                case "$1" in
                --version) echo '%s' ;;
                plugins) ;;
                build) cat '%s'
                %s ;;
                *) exit 0 ;;
                esac
                """.formatted(directory.resolve("packer-words"), version, said, end));
        if (!program().toFile().setExecutable(true)) {
            throw new IOException("not executable: " + program());
        }
        return this;
    }

    /** One of the test's own words of sh. */
    PlayedPacker of(String script) throws IOException {
        Files.writeString(program(), "#!/bin/sh\n" + script + "\n");
        if (!program().toFile().setExecutable(true)) {
            throw new IOException("not executable: " + program());
        }
        return this;
    }

    /** With which words it was run, a line each time. */
    String words() throws IOException {
        Path words = directory.resolve("packer-words");
        return Files.exists(words) ? Files.readString(words) : "";
    }
}
