package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.packer.script.Step.Redirect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A script cut into the simple commands that it may run: both branches, each turn of a loop over known words, functions where they are
 * called. What runs another command, such as {@code sudo}, is looked through. Variables that the script sets to known texts are put in.
 */
final class ShellText {
    /** No script that anybody wrote runs so many. */
    private static final int MOST = 20_000;

    private static final int DEEPEST = 12;

    private final List<ShellCommand> commands = new ArrayList<>();
    private final Map<String, Routine> functions = new HashMap<>();
    private final Map<String, Written> written = new HashMap<>();
    private final Set<String> called = new HashSet<>();
    /** The last parts of whatever commands that fetch name; a file of the recipe's is no longer what it was then. */
    private final Set<String> fetched = new HashSet<>();

    private final Function<String, Optional<String>> inputs;
    private final ShellValues values;
    private final ShellRunners runners = new ShellRunners(this);
    private final ShellPrinter printer;
    private final Set<String> active = new HashSet<>();
    private Script script;
    private Place place;
    private String stdin = "";
    private boolean foreign;
    private boolean maybe;
    private int depth;
    private int calls;

    private record Routine(Step body, Script script, boolean elsewhere) {}

    /** A script that a script writes. */
    private record Written(String text, int line) {}

    /** Where something is shown to be, instead of where it stands. */
    private record Place(int line, String text) {}

    private ShellText(Map<String, String> variables, Function<String, Optional<String>> inputs) {
        this.inputs = inputs;
        this.values = new ShellValues(variables, this::output);
        this.printer = new ShellPrinter(values, inputs);
    }

    /**
     * The commands of a script.
     *
     * @param variables those that are set where the script runs, as far as known
     * @param inputs the text of an input by a path whose last part it has; empty when there is none
     * @throws IllegalArgumentException with a clause, where it is no script
     */
    static List<ShellCommand> commands(
            String script, Map<String, String> variables, Function<String, Optional<String>> inputs) {
        ShellText text = new ShellText(variables, inputs);
        Script read = new Script(script, 1, 0);
        if (!read.isFixed()) {
            text.run(read);
            text.neverCalled();
        }
        return text.commands;
    }

    private void run(Script other) {
        Script before = script;
        script = other;
        run(other.steps());
        script = before;
    }

    /** Others may call them, with whatever words. */
    private void neverCalled() {
        Map<String, Routine> left = new HashMap<>(functions);
        left.keySet().removeAll(called);
        left.values().stream().filter(one -> !one.elsewhere()).forEach(one -> {
            script = one.script();
            values.arguments(null);
            run(List.of(one.body()));
        });
    }

    private void run(List<Step> steps) {
        steps.forEach(this::run);
    }

    private void run(Step step) {
        if (step.sort() == Step.Sort.COMMAND) {
            command(step, stdin);
            return;
        }
        String before = stdin;
        stdin = input(step, before).text();
        switch (step.sort()) {
            case PIPE -> pipe(step.bodies());
            case FUNCTION ->
                functions.put(
                        step.words().get(0).text(),
                        new Routine(step.bodies().get(0).get(0), script, foreign));
            case LOOP -> loop(step);
            case BRANCH -> perhaps(() -> step.bodies().forEach(this::run));
            default -> step.bodies().forEach(this::run);
        }
        stdin = before;
    }

    private void perhaps(Runnable steps) {
        boolean before = maybe;
        maybe = true;
        steps.run();
        maybe = before;
    }

    private void loop(Step step) {
        String name = step.words().get(0).text();
        List<String> turns = new ArrayList<>();
        step.words().stream().skip(1).forEach(word -> turns.addAll(values.words(word)));
        if (turns.isEmpty()) {
            turns.add("${" + name + "}");
        }
        for (String turn : turns) {
            values.set(name, turn);
            perhaps(() -> run(step.bodies().get(0)));
        }
    }

    private void pipe(List<List<Step>> piped) {
        for (List<Step> one : piped) {
            perhaps(() -> run(one));
            String text = printer.prints(one);
            stdin = text.contains("$()") ? null : text;
        }
    }

    private String output(List<Step> steps) {
        perhaps(() -> run(steps));
        return printer.prints(steps);
    }

    private void command(Step step, String fed) {
        List<Word> words = new ArrayList<>(step.words());
        boolean declares = !words.isEmpty() && words.get(0).text().matches("export|readonly|local|declare|typeset");
        if (declares || words.stream().allMatch(Word::assigns)) {
            words.stream().filter(Word::assigns).forEach(word -> values.assign(word, maybe));
            words.clear();
        }
        while (!words.isEmpty() && words.get(0).assigns()) {
            values.text(words.remove(0));
        }
        Input input = input(step, fed);
        if (script.isFixed(step.line(), step.end())) {
            words.stream().limit(1).map(Word::text).forEach(called::add);
            return;
        }
        List<String> plain = new ArrayList<>();
        words.forEach(word -> plain.addAll(values.words(word)));
        if (!plain.isEmpty()) {
            boolean moved = place != null && (foreign || words.stream().anyMatch(ShellValues::isGiven));
            Place at = moved ? place : new Place(step.line(), script.text(step.line()));
            for (List<String> each : Variants.of(plain)) {
                runners.run(new ShellCommand(each, at.line(), at.text(), input.into(), input.text(), input.line()));
            }
        }
        if (input.into() != null && !plain.isEmpty()) {
            String text = plain.get(0).equals("cat") ? input.text() : printer.prints(List.of(step));
            writes(input.into(), text, input.line());
        }
    }

    private record Input(String text, int line, String into) {}

    /** Follows the redirects of a command. */
    private Input input(Step step, String fed) {
        Input input = new Input(fed, step.line(), null);
        for (Redirect redirect : step.redirects()) {
            String target = values.text(redirect.target());
            input = switch (redirect.operator()) {
                case "<<", "<<<" -> new Input(target, redirect.line(), input.into());
                case "<" -> new Input(inputs.apply(target).orElse(null), redirect.line(), input.into());
                case ">", ">>", "&>", ">|" -> new Input(input.text(), input.line(), target);
                default -> input;
            };
        }
        return input;
    }

    /** Remembers the text of a file that the script writes. */
    void writes(String file, String text, int line) {
        if (text != null && !text.equals("$()")) {
            String name = ShellPrinter.last(file);
            Written before = written.get(name);
            written.put(
                    name, before == null ? new Written(text, line) : new Written(before.text() + text, before.line()));
        }
    }

    /** Judges what it is not given to look through. */
    void emit(ShellCommand command) {
        if (commands.size() >= MOST) {
            throw new IllegalArgumentException("it runs more than " + MOST + " commands");
        }
        commands.add(command);
        if (command.program().matches("curl|wget|aria2c|aws|fetch")) {
            command.words().stream().skip(1).map(ShellPrinter::last).forEach(fetched::add);
            Stream.ofNullable(command.into()).map(ShellPrinter::last).forEach(fetched::add);
        }
    }

    /** Runs a text as a script in the same shell. */
    void eval(String text, int line) {
        deeper(() -> run(new Script(text, line, depth)));
    }

    private void deeper(Runnable steps) {
        calls++;
        if (++depth > DEEPEST || calls > MOST) {
            throw new IllegalArgumentException("it is nested too deeply");
        }
        steps.run();
        depth--;
    }

    /** Calls a function, if there is one of that name. */
    boolean call(ShellCommand command) {
        String name = command.words().get(0);
        Routine routine = functions.get(name);
        if (routine != null && active.add(name)) {
            called.add(name);
            within(command, routine.elsewhere(), () -> {
                Script before = script;
                String input = stdin;
                script = routine.script();
                stdin = command.input();
                run(List.of(routine.body()));
                stdin = input;
                script = before;
            });
            active.remove(name);
        }
        return routine != null;
    }

    /** Runs what has words of its own; what it does with them is shown where it is called. */
    private void within(ShellCommand command, boolean elsewhere, Runnable steps) {
        Place whence = place;
        boolean before = foreign;
        List<String> arguments = values.arguments();
        place = new Place(command.line(), command.text());
        foreign |= elsewhere;
        values.arguments(command.words().subList(1, command.words().size()));
        deeper(steps);
        values.arguments(arguments);
        foreign = before;
        place = whence;
    }

    /**
     * Runs a file that the script has written, or an input.
     *
     * @param command the file, then its words
     * @param sourced whether it runs in the same shell, so that its functions and variables stay
     * @return whether there is such a file, and it is a script
     */
    boolean runs(ShellCommand command, boolean sourced) {
        String path = command.words().get(0);
        Written here = written.get(ShellPrinter.last(path));
        if (here != null) {
            within(command, false, () -> run(new Script(here.text(), here.line(), depth)));
            return true;
        }
        Optional<String> text = fetched.contains(ShellPrinter.last(path))
                ? Optional.empty()
                : inputs.apply(path).filter(FloatingScan::isShell);
        boolean scanned = path.matches(".*\\.(?:sh|bash|zsh)");
        if (text.isPresent() && (sourced || !scanned)) {
            int known = commands.size();
            Script read = new Script(text.get(), 1, depth);
            within(command, true, () -> run(read));
            if (scanned || read.isFixed()) {
                commands.subList(known, commands.size()).clear();
            }
        }
        return text.isPresent();
    }

    ShellValues values() {
        return values;
    }
}
