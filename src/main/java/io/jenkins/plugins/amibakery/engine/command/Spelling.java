package io.jenkins.plugins.amibakery.engine.command;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The ways in which one character of a text may be written, as a tree of letters. Never changes once made. */
final class Spelling {
    private static final Map<Integer, Spelling> OF_CHARACTERS = new ConcurrentHashMap<>();

    private final Map<Character, Spelling> next = new TreeMap<>();
    private boolean end;

    private Spelling() {}

    /** @param ways none of them empty */
    static Spelling of(Collection<String> ways) {
        Spelling all = new Spelling();
        ways.forEach(all::add);
        return all;
    }

    /** How programs write a character of Unicode. */
    static Spelling of(int character) {
        return OF_CHARACTERS.computeIfAbsent(character, one -> of(CharacterForms.of(one)));
    }

    private void add(String way) {
        Spelling here = this;
        for (char letter : way.toCharArray()) {
            here = here.next.computeIfAbsent(letter, any -> new Spelling());
        }
        here.end = true;
    }

    /** What may follow; null when this letter may not. */
    Spelling after(char letter) {
        return next.get(letter);
    }

    /** The letters that may follow. */
    Iterable<Character> letters() {
        return next.keySet();
    }

    /** Whether the character is complete here; a longer way of writing it may go on all the same. */
    boolean isEnd() {
        return end;
    }
}
