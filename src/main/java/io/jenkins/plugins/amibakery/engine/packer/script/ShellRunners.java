package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks through what runs something else: {@code sudo}, {@code sh -c}, {@code xargs}, a script by its name. */
final class ShellRunners {
    /** Scripts that come with the image or with a tool, and only set variables. */
    private static final Pattern SETTINGS = Pattern.compile(
            "/etc/.*|/usr/.*|/lib/.*|.*/(?:activate|\\.bashrc|\\.profile|\\.bash_profile|nvm\\.sh|env)");

    private final ShellText text;

    ShellRunners(ShellText text) {
        this.text = text;
    }

    void run(ShellCommand command) {
        List<String> words = command.words();
        while (!words.isEmpty() && words.get(0).matches("(?s)[A-Za-z_]\\w*=.*")) {
            words = words.subList(1, words.size());
        }
        if (!words.isEmpty() && !text.call(command.of(words))) {
            Optional<Program> program = Programs.of(words.get(0));
            String runs = program.map(one -> one.field("runs")).orElse("file");
            through(runs, program.orElse(null), command.of(words));
        }
    }

    private void through(String runs, Program program, ShellCommand command) {
        List<String> words = command.words();
        switch (runs) {
            case "command" -> rest(program, command);
            case "xargs" -> {
                List<String> more = new ArrayList<>(words.subList(program.before(words), words.size()));
                more.add("${input}");
                run(command.of(more));
            }
            case "words" -> text.eval(String.join(" ", words.subList(1, words.size())), command.line());
            case "text" ->
                words.stream()
                        .skip(1)
                        .filter(word -> !word.startsWith("-"))
                        .limit(1)
                        .forEach(word -> text.eval(word, command.line()));
            case "user" -> user(command);
            case "shell" -> shell(command);
            case "source" -> source(command);
            case "find" -> find(command);
            case "file" -> file(command);
            default -> plain(command);
        }
    }

    private void plain(ShellCommand command) {
        List<String> words = command.words();
        if (command.program().matches("read|mapfile|readarray|unset|getopts")) {
            words.stream().filter(word -> word.matches("[A-Za-z_]\\w*")).forEach(text.values()::unknown);
        } else if (command.program().equals("shift")) {
            text.values().shift(words.size() > 1 && words.get(1).matches("\\d") ? Integer.parseInt(words.get(1)) : 1);
        } else if (command.program().equals("tee") && command.input() != null) {
            words.stream()
                    .skip(1)
                    .filter(word -> !word.startsWith("-"))
                    .forEach(word -> text.writes(word, command.input(), command.inputLine()));
        }
        text.emit(command);
    }

    private void rest(Program program, ShellCommand command) {
        List<String> words = command.words();
        boolean asks = command.program().equals("command")
                && words.size() > 1
                && words.get(1).matches("-p?[vV]");
        int from = program.before(words);
        if (from < words.size() && !asks) {
            run(command.of(words.subList(from, words.size())));
        } else if (command.program().matches("sudo|doas|chroot")) {
            given(command);
        }
    }

    /** A shell reads what it is given. */
    private void given(ShellCommand command) {
        if (command.input() == null) {
            text.emit(command.of(List.of("sh", "$()")));
        } else if (!command.input().isEmpty()) {
            text.eval(command.input(), command.inputLine());
        }
    }

    private void user(ShellCommand command) {
        String script = command.option("-c", "--command");
        int rest = command.words().indexOf("--");
        int user = command.program().equals("runuser") ? command.words().indexOf("-u") : -1;
        if (script != null) {
            text.eval(script, command.line());
        } else if (rest > 0) {
            run(command.of(command.words().subList(rest + 1, command.words().size())));
        } else if (user > 0) {
            int from = Math.min(user + 2, command.words().size());
            run(command.of(command.words().subList(from, command.words().size())));
        } else {
            given(command);
        }
    }

    private void shell(ShellCommand command) {
        List<String> words = command.words();
        boolean script = false;
        int i = 1;
        for (; i < words.size() && words.get(i).matches("[-+].*"); i++) {
            String word = words.get(i);
            if (word.matches("--(?:version|help)|-n")) {
                return;
            }
            script |= word.matches("-[A-Za-z]*c[A-Za-z]*");
            i += word.matches("[-+][A-Za-z]*o|--rcfile|--init-file") ? 1 : 0;
            if (word.matches("--|-|-[A-Za-z]*s")) {
                i = word.equals("--") ? i + 1 : words.size();
                break;
            }
        }
        if (i >= words.size()) {
            given(command);
        } else if (script) {
            text.eval(words.get(i), command.line());
        } else if (!text.runs(command.of(words.subList(i, words.size())), false)) {
            text.emit(command.of(List.of(words.get(0), words.get(i))));
        }
    }

    private void source(ShellCommand command) {
        List<String> file = command.words().subList(1, command.words().size());
        boolean known = file.isEmpty() || text.runs(command.of(file), true);
        if (!known && !SETTINGS.matcher(file.get(0)).matches()) {
            text.emit(command);
        }
    }

    private void find(ShellCommand command) {
        List<String> run = null;
        for (String word : command.words()) {
            if (word.matches("-(?:exec|execdir|ok|okdir)")) {
                run = new ArrayList<>();
            } else if (run != null && word.matches("[;+]")) {
                run(command.of(run));
                run = null;
            } else if (run != null) {
                run.add(word);
            }
        }
        if (run != null) {
            run(command.of(run));
        }
    }

    private void file(ShellCommand command) {
        boolean named = command.words().get(0).matches(".*/.*|.*\\.(?:sh|bash)");
        if (!named || !text.runs(command, false)) {
            text.emit(command);
        }
    }
}
