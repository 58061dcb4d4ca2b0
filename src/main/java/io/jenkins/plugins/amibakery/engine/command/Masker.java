package io.jenkins.plugins.amibakery.engine.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces secrets in text, in each of their {@link SecretForms}, in one pass. Safe for several threads.
 *
 * <p>Texts of less than four characters are not masked: they occur in everything, and a log full of stars tells which they are.
 */
public final class Masker {
    /** What stands in place of a secret. */
    public static final String MASK = "****";

    /** Texts of so many letters begin a form; a hash of them says at once that most places of a line do not. */
    private static final int BEGINNING = 3;

    private static final int MASK_OF_HASH = (1 << 18) - 1;

    /** The forms by the letters they can begin with. */
    private final Map<Character, List<List<Spelling>>> byLetter = new HashMap<>();

    private final long[] beginnings = new long[MASK_OF_HASH + 1 >> 6];

    /** @param secrets the texts to hide; blank ones are passed over */
    public Masker(Collection<String> secrets) {
        for (List<Spelling> form : forms(secrets)) {
            form.get(0)
                    .letters()
                    .forEach(letter -> byLetter.computeIfAbsent(letter, any -> new ArrayList<>())
                            .add(form));
            begin(form);
        }
    }

    private static Set<List<Spelling>> forms(Collection<String> secrets) {
        Set<List<Spelling>> forms = new LinkedHashSet<>();
        new LinkedHashSet<>(secrets).forEach(secret -> forms.addAll(SecretForms.of(secret)));
        return forms;
    }

    /** A line about each of these secrets that is too short to be masked; one of blanks alone is no secret. */
    public static List<String> tooShort(Map<String, String> secretsByName) {
        List<String> lines = new ArrayList<>();
        secretsByName.forEach((name, secret) -> {
            String text = secret.strip();
            if (!text.isEmpty() && text.length() < SecretForms.SHORTEST) {
                lines.add("The secret '" + name + "' has less than " + SecretForms.SHORTEST
                        + " characters and is not masked: so little occurs in every line. Take a longer one.");
            }
        });
        return lines;
    }

    private void begin(List<Spelling> form) {
        Map<String, Set<Place>> begun = Map.of("", Set.of(new Place(form, 0, form.get(0))));
        for (int i = 0; i < BEGINNING; i++) {
            Map<String, Set<Place>> longer = new HashMap<>();
            begun.forEach((text, places) -> places.forEach(place -> place.spelling()
                    .letters()
                    .forEach(letter -> longer.computeIfAbsent(text + letter, any -> new HashSet<>())
                            .addAll(place.after(letter)))));
            begun = longer;
        }
        begun.keySet().forEach(text -> {
            int hash = 0;
            for (char letter : text.toCharArray()) {
                hash = hash(hash, letter);
            }
            beginnings[hash >> 6] |= 1L << (hash & 63);
        });
    }

    /** A hash of the last three letters, out of the one before and the letter that follows. */
    private static int hash(int before, char letter) {
        return (before << 6 ^ letter) & MASK_OF_HASH;
    }

    private boolean mayBegin(int hash) {
        return (beginnings[hash >> 6] & 1L << (hash & 63)) != 0;
    }

    /** The text with every secret in it replaced; the same object when there is none. */
    public String mask(String text) {
        if (byLetter.isEmpty()) {
            return text;
        }
        Masking masking = new Masking(text);
        Map<Place, Integer> live = Map.of();
        int hash = 0;
        for (int ahead = 0; ahead < text.length() + BEGINNING - 1; ahead++) {
            boolean begins = false;
            if (ahead < text.length()) {
                hash = hash(hash, text.charAt(ahead));
                begins = mayBegin(hash);
            }
            int at = ahead - BEGINNING + 1;
            if (at >= 0 && (begins || !live.isEmpty())) {
                live = step(live, text.charAt(at), at, begins, masking);
            }
        }
        return masking.result();
    }

    /** Reads a letter. Of those that stand at one place of one form, the one that began first is followed: it hides the most. */
    private Map<Place, Integer> step(Map<Place, Integer> live, char letter, int at, boolean begins, Masking masking) {
        Map<Place, Integer> next = new HashMap<>();
        live.forEach((place, start) -> go(place, letter, start, at, next, masking));
        if (begins) {
            for (List<Spelling> form : byLetter.getOrDefault(letter, List.of())) {
                go(new Place(form, 0, form.get(0)), letter, at, at, next, masking);
            }
        }
        return next;
    }

    private static void go(Place place, char letter, int start, int at, Map<Place, Integer> next, Masking masking) {
        for (Place after : place.after(letter)) {
            if (after.spelling() == null) {
                masking.hide(start, at + 1);
            } else {
                next.merge(after, start, Math::min);
            }
        }
    }

    /**
     * A place within a form.
     *
     * @param index which character is being read
     * @param spelling how much of it was read; null behind the last one
     */
    private record Place(List<Spelling> form, int index, Spelling spelling) {
        /** Where one letter leads: none, on within a character, or to the next, or both. */
        List<Place> after(char letter) {
            Spelling read = spelling == null ? null : spelling.after(letter);
            if (read == null) {
                return List.of();
            }
            Place within = new Place(form, index, read);
            if (!read.isEnd()) {
                return List.of(within);
            }
            boolean last = index + 1 == form.size();
            Place behind = new Place(form, index + 1, last ? null : form.get(index + 1));
            return read.letters().iterator().hasNext() ? List.of(within, behind) : List.of(behind);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place
                    && place.form == form
                    && place.index == index
                    && place.spelling == spelling;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * System.identityHashCode(form) + index) + System.identityHashCode(spelling);
        }
    }
}
