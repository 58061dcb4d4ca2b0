package io.jenkins.plugins.amibakery.it.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a container is to an agent that shares its files: process ids and mounts of its own, and a command that carries others
 * into it. The same as docker.inside does, without docker.
 */
final class Container implements AutoCloseable {
    private final Process keeper;
    private final ProcessHandle first;
    private final Path enter;

    private Container(Process keeper, ProcessHandle first, Path enter) {
        this.keeper = keeper;
        this.first = first;
        this.enter = enter;
    }

    /** @param directory where its command is put */
    static Container start(Path directory) {
        try {
            Process keeper = new ProcessBuilder(
                            "unshare", "--pid", "--mount", "--mount-proc", "--fork", "--kill-child", "sleep", "3600")
                    .inheritIO()
                    .start();
            Until.isTrue(
                    "a container",
                    Duration.ofSeconds(20),
                    () -> keeper.children()
                            .findFirst()
                            .flatMap(Container::command)
                            .filter("sleep"::equals)
                            .isPresent(),
                    () -> keeper.isAlive() ? "unshare runs" : "unshare has ended");
            ProcessHandle first = keeper.children().findFirst().orElseThrow();
            Path enter = Files.createDirectories(directory).resolve("enter");
            Files.writeString(
                    enter,
                    "#!/bin/sh\nexec nsenter --target %d --pid --mount --wd=\"$PWD\" -- \"$@\"\n"
                            .formatted(first.pid()));
            Files.setPosixFilePermissions(enter, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new Container(keeper, first, enter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> command(ProcessHandle process) {
        return process.info().command().map(path -> Path.of(path).getFileName().toString());
    }

    /** Puts this before a command to run it in here. */
    Path enter() {
        return enter;
    }

    /** The processes of packer in here, as this side sees them. */
    List<ProcessHandle> packers() {
        Optional<Path> mine = namespace(first);
        return ProcessHandle.allProcesses()
                .filter(process -> command(process).filter("packer"::equals).isPresent())
                .filter(process -> namespace(process).equals(mine))
                .toList();
    }

    private static Optional<Path> namespace(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/pid")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Ends it with everything in it. */
    @Override
    public void close() {
        first.destroyForcibly();
        keeper.destroyForcibly();
    }
}
