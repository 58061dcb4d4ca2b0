package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real scripts in a real shell, with programs of a few lines. */
@Timeout(60)
class ProgramScriptTest {
    @TempDir
    private Path directory;

    private Path control;

    @BeforeEach
    void controlDirectory() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "Skipped: there is no /bin/sh here.");
        control = Files.createDirectory(directory.resolve("it's a $HOME \"control\" directory"));
    }

    @Test
    void everyWordArrivesAsItWasGiven() throws Exception {
        List<String> words = List.of("a b", "$HOME", "`id`", "it's", "\"", "\\", "*", "", "new\nline", "ü", "-x");
        Path program = program("for word; do printf '<%s>' \"$word\"; done");

        run(start(List.of(), words, program));

        assertThat(log()).isEqualTo("<" + String.join("><", words) + ">");
    }

    @Test
    void theExitCodeIsNoted() throws Exception {
        run(start(List.of(), List.of(), program("exit 7")));

        assertThat(exitCode()).isEqualTo("7");
    }

    @Test
    void aPreparationThatFailsIsTheEnd() throws Exception {
        Path preparation = program("echo preparing; exit 3");

        run(start(List.of(preparation.toString()), List.of(), program("echo building")));

        assertThat(exitCode()).isEqualTo("3");
        assertThat(log()).isEqualTo("preparing\n");
    }

    @Test
    void aQuestionIsAnsweredBesideTheProgramThatRuns() throws Exception {
        Path question = program("echo /p/amazon_v1; exit 0");
        Path build = program("while [ ! -e '" + directory + "/end' ]; do sleep 0.05; done; echo built");
        Process running = shell(asking(question, build));

        WatchAnswer answer;
        do {
            TimeUnit.MILLISECONDS.sleep(20);
            answer = new WatchCall(0, true).invoke(control.toFile(), null);
        } while (answer.answer() == null);
        assertThat(answer.answer()).isEqualTo("/p/amazon_v1\n");
        assertThat(answer.exitCode()).isNull();

        Files.createFile(directory.resolve("end"));
        running.waitFor();
        assertThat(exitCode()).isEqualTo("0");
        assertThat(log()).isEqualTo("built\n");
    }

    @Test
    void aQuestionWithoutAnswerDoesNoHarm() throws Exception {
        Path question = program("echo usage; echo wrong >&2; exit 127");
        Path build = program("sleep 0.3; echo built");

        run(asking(question, build));

        assertThat(new WatchCall(0, true).invoke(control.toFile(), null).answer())
                .isNull();
        assertThat(log()).isEqualTo("built\n");
        assertThat(exitCode()).isEqualTo("0");
    }

    @Test
    void theSameBakeIsNeverStartedTwice() throws Exception {
        String script = start(List.of(), List.of(), program("echo once"));

        run(script);
        run(script);

        assertThat(log()).isEqualTo("once\n");
    }

    @Test
    void aBakeThatWasStoppedBeforeItBeganDoesNotBegin() throws Exception {
        run(stop(ProgramScript.Signal.TERM));
        run(start(List.of(), List.of(), program("echo building")));

        assertThat(control.resolve(ControlFiles.LOG)).doesNotExist();
        assertThat(exitCode()).isEqualTo("143");
    }

    @Test
    void theSecretFileIsGoneWhenPackerHasEnded() throws Exception {
        Path secret = Files.createDirectory(control.resolve("ami-bakery-1234")).resolve("secret.pkrvars.json");
        Files.writeString(secret, "{}");

        run(start(List.of(), List.of(), program("true")));

        assertThat(secret.getParent()).doesNotExist();
    }

    @Test
    void stopSignalsTheProgramItselfAndLetsItCleanUp() throws Exception {
        Path program = program("trap 'echo cleaning; exit 1' TERM; echo ready; while :; do sleep 0.1; done");
        Process running = shell(start(List.of(), List.of(), program));
        // The script notes the process while it runs already: each of the two may come first.
        while (!Files.exists(control.resolve(ControlFiles.PROCESS))
                || !Files.exists(control.resolve(ControlFiles.LOG))
                || !log().contains("ready")) {
            TimeUnit.MILLISECONDS.sleep(20);
        }

        assertThat(new WatchCall(0).invoke(control.toFile(), null).life()).isEqualTo(WatchAnswer.Life.ALIVE);
        assertThat(run(stop(ProgramScript.Signal.TERM))).startsWith("stopping ");
        running.waitFor();

        assertThat(log()).isEqualTo("ready\ncleaning\n");
        assertThat(exitCode()).isEqualTo("1");
        assertThat(run(stop(ProgramScript.Signal.TERM))).isEqualTo("idle\n");
    }

    /** The shell that starts it ignores SIGINT, as everything does that a shell runs in its background. */
    @ParameterizedTest
    @ValueSource(strings = {"everything", "no ps"})
    void anInterruptReachesTheProgramAndItsChildren(String installed) throws Exception {
        String path = installed.equals("no ps") ? programsWithoutPs() : System.getenv("PATH");
        Path child = program("trap 'echo child; exit 1' INT; echo ready; while :; do sleep 0.1; done");
        Path program = program("trap 'wait; echo parent; exit 1' INT; env --default-signal=INT " + child
                + " & while :; do sleep 0.1; done");
        assumeTrue(
                new ProcessBuilder("env", "--default-signal=INT", "true")
                                .start()
                                .waitFor()
                        == 0,
                "Skipped: this machine's env cannot reset signals, which the test's own child needs.");
        Process running = shell("trap '' INT; " + start(List.of(), List.of(), program));
        while (!Files.exists(control.resolve(ControlFiles.PROCESS))
                || !Files.exists(control.resolve(ControlFiles.LOG))
                || !log().contains("ready")) {
            TimeUnit.MILLISECONDS.sleep(20);
        }

        assertThat(run("PATH='" + path + "'\n" + stop(ProgramScript.Signal.INT)))
                .startsWith("stopping ");
        running.waitFor();

        assertThat(log()).isEqualTo("ready\nchild\nparent\n");
        assertThat(exitCode()).isEqualTo("1");
    }

    /** A directory with the programs of a minimal Debian that a script may call. */
    private String programsWithoutPs() throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        for (String name :
                List.of("sh", "cat", "env", "mv", "mkdir", "rm", "readlink", "sleep", "grep", "sed", "true")) {
            for (String place : List.of("/bin/", "/usr/bin/")) {
                if (Files.isExecutable(Path.of(place + name)) && !Files.exists(bin.resolve(name))) {
                    Files.createSymbolicLink(bin.resolve(name), Path.of(place + name));
                }
            }
        }
        return bin.toString();
    }

    @Test
    void aDirectoryThatIsNotThereIsTheEnd() throws Exception {
        run(ProgramScript.start(
                control.toString(),
                new ProgramScript.Commands(directory + "/none", List.of(), List.of(), List.of("true"))));

        assertThat(exitCode()).isEqualTo("126");
    }

    @Test
    void aStrangerWithTheSameProcessIdIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Files.writeString(
                control.resolve(ControlFiles.PROCESS),
                stranger.pid() + "\n" + stranger.pid()
                        + " (packer) S 1 1 1 0 -1 4 1 1 1 1 1 1 1 1 20 0 1 0 42 1 1\n\n\n");

        String said = run(stop(ProgramScript.Signal.TERM));

        assertThat(said).isEqualTo("idle\n");
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroy();
    }

    private String start(List<String> preparation, List<String> words, Path program) {
        List<String> build = new ArrayList<>(List.of(program.toString()));
        build.addAll(words);
        return ProgramScript.start(
                control.toString(), new ProgramScript.Commands(directory.toString(), preparation, List.of(), build));
    }

    private String asking(Path question, Path program) {
        return ProgramScript.start(
                control.toString(),
                new ProgramScript.Commands(
                        directory.toString(), List.of(), List.of(question.toString()), List.of(program.toString())));
    }

    private String stop(ProgramScript.Signal signal) {
        return ProgramScript.stop(control.toString(), signal);
    }

    private Path program(String body) throws IOException {
        Path program = Files.createTempFile(directory, "program", ".sh");
        Files.writeString(program, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    private static Process shell(String script) throws IOException {
        return new ProcessBuilder("/bin/sh", "-xe", "-c", script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String run(String script) throws IOException, InterruptedException {
        Process process = shell(script);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private String log() throws IOException {
        return Files.readString(control.resolve(ControlFiles.LOG));
    }

    private String exitCode() throws IOException {
        return Files.readString(control.resolve(ControlFiles.EXIT_CODE)).strip();
    }
}
