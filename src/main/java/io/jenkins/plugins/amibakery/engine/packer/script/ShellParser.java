package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.packer.script.Step.Redirect;
import io.jenkins.plugins.amibakery.engine.packer.script.Step.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a shell script, of {@code sh} or {@code bash}, into its steps. */
final class ShellParser extends ShellSimple {
    private static final Pattern NAMED = Pattern.compile("[\\w.:+@-]+[ \\t]*\\([ \\t]*\\)");
    private static final Set<String> CLOSING = Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");

    ShellParser(String text, int first, int depth) {
        super(text, first, depth);
    }

    /**
     * All of a script.
     *
     * @throws IllegalArgumentException with a clause, where it is none
     */
    List<Step> script() {
        List<Step> steps = commands();
        if (more()) {
            throw wrong("'" + text.charAt(at) + "' closes nothing");
        }
        return steps;
    }

    @Override
    List<Step> commands() {
        List<Step> steps = list(Set.of());
        if (more() && !looking(")")) {
            throw wrong("this cannot be read: " + text.substring(at, Math.min(at + 20, text.length())));
        }
        return steps;
    }

    /** Steps up to a word of some that closes them, which is not taken. */
    private List<Step> list(Set<String> ends) {
        List<Step> steps = new ArrayList<>();
        boolean branch = false;
        for (separators(); more() && !looking(")") && !looking(";;") && !looking(";&"); separators()) {
            String keyword = keyword();
            if (CLOSING.contains(keyword)) {
                if (!ends.contains(keyword)) {
                    throw wrong("'" + keyword + "' closes nothing");
                }
                return steps;
            }
            int line = line();
            List<Step> next = pipeline();
            steps.addAll(branch ? List.of(Step.of(Sort.BRANCH, line, List.of(), List.of(next))) : next);
            blanks();
            branch = take("&&") || take("||");
            if (!branch && more() && looking("&")) {
                at++;
            }
        }
        if (!ends.isEmpty() && !(ends.contains(";;") && more())) {
            throw wrong("'" + ends.iterator().next() + "' is missing");
        }
        return steps;
    }

    private void separators() {
        blanks();
        while (more() && (looking("\n") || looking(";") && !looking(";;") && !looking(";&"))) {
            if (looking("\n")) {
                newline();
            } else {
                at++;
            }
            blanks();
        }
    }

    /** The word that comes next, where it has no quotes; it is not taken. */
    private String keyword() {
        int end = at;
        while (end < text.length() && " \t\r\n;&|()<>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(at, end);
    }

    private List<Step> pipeline() {
        int line = line();
        List<List<Step>> piped = new ArrayList<>();
        do {
            separators();
            while (keyword().equals("!")) {
                at++;
                blanks();
            }
            piped.add(command());
            blanks();
        } while (!looking("||") && (take("|&") || take("|")));
        return piped.size() == 1 ? piped.get(0) : List.of(Step.of(Sort.PIPE, line, List.of(), piped));
    }

    private List<Step> command() {
        deeper();
        int line = line();
        String keyword = keyword();
        Matcher named = NAMED.matcher(text).region(at, text.length());
        Step step;
        if (looking("((")) {
            at += 2;
            List<Word.Part> parts = new ArrayList<>();
            arithmetic(parts, true);
            step = Step.of(Sort.COMMAND, line, List.of(Word.of("(("), new Word(parts)), List.of());
        } else if (take("(")) {
            step = Step.of(Sort.BRANCH, line, List.of(), List.of(commands()));
            expect(")");
        } else if (keyword.equals("[[")) {
            step = condition(line);
        } else if (keyword.equals("function")) {
            at += keyword.length();
            blanks();
            String name = word().text();
            blanks();
            if (take("(")) {
                blanks();
                expect(")");
            }
            step = function(line, name);
        } else if (named.lookingAt()) {
            at = named.end();
            step = function(line, named.group().replaceAll("[ \\t()]", ""));
        } else {
            step = compound(line, keyword);
        }
        List<Step> whole = List.of(redirected(step));
        higher();
        return whole;
    }

    private Step function(int line, String name) {
        separators();
        return Step.of(Sort.FUNCTION, line, List.of(Word.of(name)), List.of(command()));
    }

    /** A compound command may be redirected as a whole, too. */
    private Step redirected(Step step) {
        List<Redirect> redirects = new ArrayList<>();
        boolean any = false;
        blanks();
        while (step.sort() != Sort.FUNCTION && redirect(redirects)) {
            any = true;
            blanks();
        }
        return any ? new Step(step.sort(), step.line(), step.end(), step.words(), redirects, step.bodies()) : step;
    }

    private Step compound(int line, String keyword) {
        int begin = at;
        at += keyword.length();
        return switch (keyword) {
            case "{" -> Step.of(Sort.GROUP, line, List.of(), List.of(body("}")));
            case "if" -> branches(line);
            case "while", "until" -> Step.of(Sort.BRANCH, line, List.of(), List.of(body("do"), body("done")));
            case "for", "select" -> loop(line);
            case "case" -> cases(line);
            default -> {
                at = begin;
                yield simple(line);
            }
        };
    }

    private List<Step> body(String end) {
        List<Step> steps = list(Set.of(end));
        expect(end);
        return steps;
    }

    private void expect(String next) {
        if (!take(next)) {
            throw wrong("'" + next + "' is missing");
        }
    }

    private Step branches(int line) {
        List<List<Step>> bodies = new ArrayList<>();
        bodies.add(body("then"));
        while (true) {
            bodies.add(list(Set.of("fi", "else", "elif")));
            if (take("fi")) {
                return Step.of(Sort.BRANCH, line, List.of(), bodies);
            } else if (take("elif")) {
                bodies.add(body("then"));
            } else {
                expect("else");
            }
        }
    }

    private Step loop(int line) {
        List<Word> words = new ArrayList<>();
        blanks();
        if (looking("((")) {
            at += 2;
            List<Word.Part> parts = new ArrayList<>();
            arithmetic(parts, true);
            words.add(new Word(parts));
        } else {
            words.add(word());
            separators();
            if (keyword().equals("in")) {
                at += 2;
                for (blanks(); more() && !looking(";") && !looking("\n"); blanks()) {
                    words.add(word());
                }
            } else {
                words.addAll(new ShellParser("\"$@\"", line, depth).words());
            }
        }
        separators();
        if (keyword().equals("{")) {
            at++;
            return Step.of(Sort.LOOP, line, words, List.of(body("}")));
        }
        expect("do");
        return Step.of(Sort.LOOP, line, words, List.of(body("done")));
    }

    private Step cases(int line) {
        List<List<Step>> bodies = new ArrayList<>();
        blanks();
        Step subject = Step.of(Sort.COMMAND, line, List.of(Word.of(":"), word()), List.of());
        bodies.add(List.of(subject));
        separators();
        expect("in");
        for (separators(); more() && !keyword().equals("esac"); separators()) {
            take("(");
            for (blanks(); more() && !looking(")"); blanks()) {
                if (!take("|")) {
                    word();
                }
            }
            expect(")");
            bodies.add(list(Set.of("esac", ";;")));
            boolean ended = take(";;&") || take(";;") || take(";&");
            if (!ended && !keyword().equals("esac")) {
                throw wrong("'esac' is missing");
            }
        }
        expect("esac");
        return Step.of(Sort.BRANCH, line, List.of(), bodies);
    }
}
