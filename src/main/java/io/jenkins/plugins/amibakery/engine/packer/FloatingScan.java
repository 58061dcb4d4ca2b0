package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads scripts for commands that install or fetch whatever is newest. */
final class FloatingScan {
    private final Function<String, Optional<String>> inputs;

    /** @param inputs text of the one input whose name ends with a file's name; empty when there is none */
    FloatingScan(Function<String, Optional<String>> inputs) {
        this.inputs = inputs;
    }

    /**
     * What floats in a script.
     *
     * @param file its name in messages
     * @param firstLine the line of the file at which the script begins, from 1; 0 when no line can be told
     * @param variables what is set where it runs
     */
    List<Floating> script(String file, int firstLine, String script, Map<String, String> variables) {
        List<ShellCommand> commands = ShellText.commands(script, variables);
        FetchRules fetches = new FetchRules(commands);
        InstallRules installs = new InstallRules(inputs);
        List<Floating> found = new ArrayList<>();
        for (ShellCommand command : commands) {
            int line = firstLine == 0 ? 0 : firstLine + command.line() - 1;
            installs.why(command)
                    .ifPresent(why ->
                            found.add(new Floating(file, line, command.text(), why, installs.settling(command))));
            fetches.why(command)
                    .ifPresent(why -> found.add(new Floating(file, line, command.text(), why, Settling.NOTHING)));
        }
        return found;
    }
}
