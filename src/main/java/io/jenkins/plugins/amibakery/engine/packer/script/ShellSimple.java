package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.packer.script.Step.Redirect;
import io.jenkins.plugins.amibakery.engine.packer.script.Step.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the simple commands of a shell script: words and redirects. */
abstract class ShellSimple extends ShellWords {
    private static final Pattern REDIRECT =
            Pattern.compile("(?:\\d+|\\{\\w+})?(<<<|<<-?|<>|<&|>>|>\\||>&|<(?!\\()|>(?!\\()|&>>|&>)");

    ShellSimple(String text, int first, int depth) {
        super(text, first, depth);
    }

    /** Between {@code [[} and {@code ]]} operators are other ones. */
    final Step condition(int line) {
        List<Word> words = new ArrayList<>();
        while (words.isEmpty() || !words.get(words.size() - 1).is("]]")) {
            blanks();
            if (!more()) {
                throw wrong("']]' is missing");
            } else if (looking("\n")) {
                newline();
            } else if ("&|()<>;".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else {
                words.add(word());
            }
        }
        return new Step(Sort.COMMAND, line, line(), words, List.of(), List.of());
    }

    final Step simple(int line) {
        List<Word> words = new ArrayList<>();
        List<Redirect> redirects = new ArrayList<>();
        int end = line;
        for (blanks(); more() && !ends(); blanks()) {
            if (!redirect(redirects)) {
                boolean array = words.isEmpty() || words.stream().allMatch(Word::assigns) || isDeclaration(words);
                Word word = word();
                words.add(array && word.assigns() && looking("(") ? array(word) : word);
            }
            end = line();
        }
        if (words.isEmpty() && redirects.isEmpty()) {
            throw wrong("a command is missing");
        }
        return new Step(Sort.COMMAND, line, end, words, redirects, List.of());
    }

    private static boolean isDeclaration(List<Word> words) {
        return words.get(0).text().matches("declare|local|typeset|readonly|export");
    }

    private boolean ends() {
        boolean redirect = looking("&>") || looking("<(") || looking(">(");
        return "\n;&|()".indexOf(text.charAt(at)) >= 0 && !redirect;
    }

    /** The values of an array, set apart by blanks. */
    private Word array(Word name) {
        List<Word.Part> parts = new ArrayList<>(name.parts());
        at++;
        while (!looking(")")) {
            blanks();
            if (!more()) {
                throw wrong("')' is missing");
            } else if (looking("\n")) {
                newline();
            } else if (!looking(")")) {
                parts.add(Word.Part.plain(" ", true));
                parts.addAll(word().parts());
            }
        }
        at++;
        return new Word(parts);
    }

    final boolean redirect(List<Redirect> redirects) {
        Matcher matcher = REDIRECT.matcher(text).region(at, text.length());
        if (!more() || !matcher.lookingAt()) {
            return false;
        }
        at = matcher.end();
        String operator = matcher.group(1);
        if (operator.equals("<<") || operator.equals("<<-")) {
            awaits(redirects, operator.equals("<<-"));
        } else {
            blanks();
            int line = line();
            Word target = more() && text.charAt(at) != '\n' ? word() : Word.of("");
            redirects.add(new Redirect(operator, target, line));
        }
        return true;
    }

    /** All that is left as words. */
    final List<Word> words() {
        List<Word> words = new ArrayList<>();
        for (blanks(); more(); blanks()) {
            words.add(word());
        }
        return words;
    }
}
