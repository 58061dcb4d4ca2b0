package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges commands by the table of programs. */
final class Rules {
    /** How it begins to say what is not known. */
    static final String UNKNOWN = "no rule knows what ";

    private static final Set<String> ASKS = Set.of("--version", "-version", "-V", "--help", "-h", "version");

    private final Function<String, Optional<String>> inputs;
    private final Checksums checksums;
    private final InstallRules installs;
    private final FetchRules fetches;
    private final PythonRules python;
    private final CodeRules code;

    /** @param commands those of the whole script: some settle others */
    Rules(List<ShellCommand> commands, Function<String, Optional<String>> inputs) {
        this.inputs = inputs;
        this.checksums = new Checksums(commands, inputs);
        this.installs = new InstallRules(inputs);
        this.fetches = new FetchRules(commands, checksums);
        this.python = new PythonRules(inputs);
        this.code = new CodeRules(inputs);
    }

    Verdict judge(ShellCommand command) {
        List<String> words = command.words();
        if (words.size() == 2 && ASKS.contains(words.get(1))) {
            return Verdict.PINNED;
        }
        Optional<Program> known = Programs.of(words.get(0));
        return known.map(program -> judge(program, command)).orElseGet(() -> unknown(command));
    }

    private Verdict judge(Program program, ShellCommand command) {
        Verdict own = own(program.field("judged"), program, command);
        if (own != null) {
            return own;
        }
        String outside = program.field("outside");
        Optional<String> leads = outside.isEmpty()
                ? Optional.empty()
                : command.words().stream()
                        .skip(1)
                        .filter(word -> Pattern.compile(outside).matcher(word).find())
                        .findFirst();
        if (leads.isPresent()) {
            return Verdict.floats(UNKNOWN + command.program() + " does with " + leads.get());
        }
        if (program.field("runs").matches("shell|source")) {
            return file(command);
        }
        Optional<Verdict> asked = asked(program, command);
        if (asked.isPresent()) {
            return asked.get();
        }
        Verdict installed = installs.judge(program, command);
        if (installed != null) {
            return installed;
        }
        boolean runner = !program.field("runs").isEmpty();
        return runner || program.names("harmless", command) ? Verdict.PINNED : unknown(command, program);
    }

    /** What it takes as the newest it asks at an address; what is in braces there is an option's value. */
    private static Optional<Verdict> asked(Program program, ShellCommand command) {
        List<String> asks = program.list("asks");
        for (int i = 0; i + 1 < asks.size(); i += 2) {
            if (program.names(List.of(asks.get(i)), command)) {
                String address = Pattern.compile("\\{(.*)}")
                        .matcher(asks.get(i + 1))
                        .replaceAll(
                                option -> Matcher.quoteReplacement(Optional.ofNullable(command.option(option.group(1)))
                                        .orElse("")));
                String why = "it takes the newest version";
                return Optional.of(address.matches("[^$\\s]+") ? Verdict.at(why, address) : Verdict.floats(why));
            }
        }
        return Optional.empty();
    }

    /** What a class of its own says; null when it has no opinion. */
    private Verdict own(String judged, Program program, ShellCommand command) {
        return switch (judged) {
            case "fetch" -> fetches.fetch(program, command);
            case "git" -> fetches.git(program, command);
            case "revision" -> fetches.revision(command);
            case "image" -> fetches.image(program, command);
            case "aws" -> fetches.aws(program, command);
            case "storage" -> fetches.storage(command);
            case "copy" -> fetches.copy(command);
            case "keys" -> fetches.keys(command);
            case "repository" -> fetches.repository(command);
            case "python" -> python.judge(command);
            case "npm" -> installs.javascript(command);
            case "code" -> code.judge(command, python);
            default -> null;
        };
    }

    private Verdict file(ShellCommand command) {
        String file = command.words().size() > 1 ? command.words().get(1) : "";
        if (file.startsWith("$(")) {
            return Verdict.floats("what " + command.program() + " is given to run is not known");
        }
        boolean known =
                Programs.of(file).filter(one -> one.names("harmless", command)).isPresent();
        return known || checksums.settles(file) ? Verdict.PINNED : Verdict.floats(UNKNOWN + file + " does");
    }

    private Verdict unknown(ShellCommand command, Program program) {
        List<String> plain = program.arguments(command);
        String verb = plain.isEmpty() ? "" : " " + plain.get(0);
        return Verdict.floats(UNKNOWN + command.program() + verb + " does");
    }

    private Verdict unknown(ShellCommand command) {
        String called = command.words().get(0);
        if (called.contains("/") && checksums.settles(called)) {
            return Verdict.PINNED;
        }
        Optional<String> input = called.contains("/") ? inputs.apply(called) : Optional.empty();
        if (input.filter(text -> text.startsWith("#!") && !FloatingScan.isShell(text))
                .isPresent()) {
            return code.script(input.get()).in(called);
        }
        return Verdict.floats(
                called.startsWith("$")
                        ? "which program it runs is known only when it runs"
                        : UNKNOWN + called + " does");
    }
}
