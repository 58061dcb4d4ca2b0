package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.Collections;
import java.util.List;

/**
 * A piece of a shell script.
 *
 * @param line the line on which it begins, from 1
 * @param end the line on which its last word ends
 * @param words of a command all of them; of a function its name; of a loop its variable and what that runs through
 * @param redirects where a command's input and output go; the text of a here document comes when its line has ended
 * @param bodies of a pipe each of its commands, of anything else what is run in it
 */
record Step(Sort sort, int line, int end, List<Word> words, List<Redirect> redirects, List<List<Step>> bodies) {
    enum Sort {
        COMMAND,
        PIPE,
        FUNCTION,
        LOOP,
        /** What may or may not be run, or leaves the variables as they are. */
        BRANCH,
        GROUP
    }

    /**
     * Where input comes from or output goes.
     *
     * @param operator such as {@code >>}, without a descriptor's number
     * @param target the file; of {@code <<} and {@code <<<} the text itself
     * @param line the line on which a here document begins
     */
    record Redirect(String operator, Word target, int line) {}

    Step {
        words = List.copyOf(words);
        redirects = Collections.unmodifiableList(redirects);
        bodies = List.copyOf(bodies);
    }

    static Step of(Sort sort, int line, List<Word> words, List<List<Step>> bodies) {
        return new Step(sort, line, line, words, List.of(), bodies);
    }
}
