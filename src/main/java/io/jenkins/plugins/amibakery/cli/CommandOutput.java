package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a program on this machine answered to a short question, such as for its version.
 *
 * @param command the question
 * @param outcome how it ended
 * @param text what it printed, or the start of it when it prints without end
 */
record CommandOutput(CommandLine command, CommandOutcome outcome, String text) {
    private static final int LONGEST = 1 << 16;
    private static final int SHOWN = 100;

    /**
     * Asks, and waits for the answer.
     *
     * @param environment all that the program gets, but for what the command sets over it
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException PACKER_MISSING when there is no such program
     */
    static CommandOutput to(CommandLine command, Map<String, String> environment)
            throws IOException, InterruptedException {
        return Asked.of(command, environment).answer();
    }

    /** A question that a program is thinking about; its answer waits until it is taken. */
    record Asked(CommandLine command, LocalProcess process) {
        /** Asks, and goes on. */
        static Asked of(CommandLine command, Map<String, String> environment) {
            return new Asked(command, LocalProcess.start(command, environment));
        }

        /** Waits for the answer; to be called once. */
        CommandOutput answer() throws IOException, InterruptedException {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            CommandOutcome outcome = process.finish((bytes, offset, length) -> {
                if (printed.size() < LONGEST) {
                    printed.write(bytes, offset, length);
                }
            });
            return new CommandOutput(command, outcome, printed.toString(StandardCharsets.UTF_8));
        }
    }

    boolean succeeded() {
        return outcome.succeeded();
    }

    /** Says that a program is not the one it should be. */
    String unlike(String wanted) {
        String line = text.lines().findFirst().orElse("");
        String start = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
        return "'" + command.words().get(0) + "' does not behave like " + wanted + ": `" + command + "` ended with "
                + outcome.exitCode() + " and printed '" + start + "'";
    }
}
