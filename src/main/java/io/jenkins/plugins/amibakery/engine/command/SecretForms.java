package io.jenkins.plugins.amibakery.engine.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The forms in which a secret may stand in a log, each as a row of characters with their {@link Spelling}s: as it is, quoted or
 * encoded by whatever {@link CharacterForms} knows, in hexadecimal, and in base64 at each of the three places it can have in a
 * longer text, padded or not, in either alphabet, also of UTF-16 as PowerShell wants it. Of a secret of several lines each line is
 * a secret of its own.
 *
 * <p>Not seen: base64 of a longer text that is broken into lines in the midst of the secret, and whatever encrypts, compresses,
 * reverses or cuts a secret.
 */
final class SecretForms {
    /**
     * Shorter texts are not looked for. One or two characters occur in nearly every line, three in most logs: nothing readable
     * would be left, AMI ids neither, and where the stars stand would tell what they hide.
     */
    static final int SHORTEST = 4;

    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** Programs break base64 after so many characters: PEM, and base64(1) as well as MIME. */
    private static final List<Integer> WIDTHS = List.of(64, 76);

    private static final List<Spelling> DIGITS = "0123456789abcdef"
            .chars()
            .mapToObj(digit -> Spelling.of(
                    List.of(Character.toString(digit), Character.toString(digit).toUpperCase(Locale.ROOT))))
            .toList();

    private static final Map<Integer, Spelling> SIXES = new ConcurrentHashMap<>();

    private final List<List<Spelling>> forms = new ArrayList<>();

    private SecretForms() {}

    static List<List<Spelling>> of(String secret) {
        SecretForms found = new SecretForms();
        Set<String> texts = new LinkedHashSet<>(List.of(secret.strip()));
        texts.add(secret.replace("\r\n", "\n").strip());
        texts.forEach(found::broken);
        secret.lines().forEach(line -> texts.add(line.strip()));
        texts.stream().filter(text -> text.length() >= SHORTEST).forEach(found::add);
        return found.forms;
    }

    private void add(String text) {
        forms.add(text.codePoints().mapToObj(Spelling::of).toList());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        forms.add(hexadecimal(bytes));
        for (int before = 0; before < 3; before++) {
            forms.add(base64(bytes, before));
            forms.add(base64(text.getBytes(StandardCharsets.UTF_16LE), before));
        }
    }

    private static List<Spelling> hexadecimal(byte[] bytes) {
        List<Spelling> digits = new ArrayList<>();
        for (byte one : bytes) {
            digits.add(DIGITS.get(one >> 4 & 15));
            digits.add(DIGITS.get(one & 15));
        }
        return digits;
    }

    /**
     * Every character of base64 that has a bit of the secret in it; those at both ends may have bits of its neighbours as well.
     *
     * @param before how many bytes stand before it in a group of three
     */
    private static List<Spelling> base64(byte[] bytes, int before) {
        List<Spelling> sixes = new ArrayList<>();
        int first = 8 * before;
        int end = 8 * (before + bytes.length);
        for (int bit = first / 6 * 6; bit < end; bit += 6) {
            int known = 0;
            int value = 0;
            for (int at = bit; at < bit + 6; at++) {
                boolean inside = at >= first && at < end;
                known = known << 1 | (inside ? 1 : 0);
                value = value << 1 | (inside ? bytes[(at - first) / 8] >> 7 - (at - first) % 8 & 1 : 0);
            }
            sixes.add(six(known, value));
        }
        return sixes;
    }

    private static Spelling six(int known, int value) {
        return SIXES.computeIfAbsent(known << 6 | value, any -> {
            Set<String> ways = new LinkedHashSet<>();
            for (int six = 0; six < 64; six++) {
                if ((six & known) == value) {
                    ways.addAll(CharacterForms.of(BASE64.charAt(six)));
                    ways.addAll(six == 62 ? Set.of("-") : six == 63 ? Set.of("_") : Set.of());
                }
            }
            return Spelling.of(ways);
        });
    }

    /** The lines of base64 of a secret that does not fit into one. */
    private void broken(String text) {
        List<Spelling> whole = base64(text.getBytes(StandardCharsets.UTF_8), 0);
        for (int width : WIDTHS) {
            for (int start = 0; start < whole.size() && whole.size() > width; start += width) {
                List<Spelling> line = whole.subList(start, Math.min(start + width, whole.size()));
                if (line.size() >= SHORTEST) {
                    forms.add(line);
                }
            }
        }
    }
}
