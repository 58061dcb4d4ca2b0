package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program is asked for its version where the shell will find it that runs it. */
class ProgramOnPathTest {
    @TempDir
    private Path directory;

    private record Ran(int exitCode, String text) {}

    private Ran run(String path, List<String> words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(AgentCalls.onPath(words)).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), text);
    }

    @Test
    void theStepsOwnPathComesFirst() throws Exception {
        Path own = directory.resolve("packer");
        Files.writeString(own, "#!/bin/sh\necho mine \"$@\"\n");
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));

        Ran ran = run(directory + ":" + System.getenv("PATH"), List.of("packer", "--version", "a $b 'c'"));

        assertThat(ran).isEqualTo(new Ran(0, "mine --version a $b 'c'\n"));
    }

    @Test
    void whatIsNowhereOnItIsSaidAsTheShellSaysIt() throws Exception {
        Ran ran = run(directory.toString(), List.of("no-such-packer", "--version"));

        assertThat(ran.exitCode()).isEqualTo(127);
        assertThat(ran.text()).contains("exec: no-such-packer: not found");
    }

    @Test
    void aProgramWithAPathIsRunAsItIs() {
        assertThat(AgentCalls.onPath(List.of("/opt/packer", "version"))).containsExactly("/opt/packer", "version");
    }
}
