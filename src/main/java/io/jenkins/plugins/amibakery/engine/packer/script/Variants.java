package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Values of which only the running script knows which one of several it is, such as the processor's name. In a text such a value stands as
 * {@code ${NAME:one|other}}; every command with one in it is judged with each.
 */
final class Variants {
    /** The processor, as the kernel calls it and as Debian does. */
    static final String MACHINE = "${machine:x86_64|aarch64}";

    static final String DEBIAN_MACHINE = "${machine:amd64|arm64}";

    private static final Pattern ONE = Pattern.compile("\\$\\{(\\w+):([^{}$\\s]*\\|[^{}$\\s]*)}");
    private static final Pattern PLAIN = Pattern.compile("[^{}$|\\s]*");
    private static final int MOST = 16;

    private Variants() {}

    /** The value of a variable that has one of two values; written as a variable that is not known where that cannot be said. */
    static String either(String name, String one, String other) {
        Set<String> values = new LinkedHashSet<>(values(one));
        values.addAll(values(other));
        boolean plain = values.size() <= MOST
                && values.stream().allMatch(value -> PLAIN.matcher(value).matches());
        return plain ? "${" + name + ":" + String.join("|", values) + "}" : "${" + name + "}";
    }

    private static List<String> values(String value) {
        Matcher whole = ONE.matcher(value);
        return whole.matches() ? List.of(whole.group(2).split("\\|", -1)) : List.of(value);
    }

    /** The words of a command with each of the values; as they are where there are too many. */
    static List<List<String>> of(List<String> words) {
        Map<String, List<String>> open = new LinkedHashMap<>();
        for (String word : words) {
            Matcher one = ONE.matcher(word);
            while (one.find()) {
                open.putIfAbsent(key(one), List.of(one.group(2).split("\\|", -1)));
            }
        }
        List<Map<String, Integer>> choices = new ArrayList<>(List.of(Map.of()));
        for (Map.Entry<String, List<String>> each : open.entrySet()) {
            List<Map<String, Integer>> more = new ArrayList<>();
            for (Map<String, Integer> choice : choices) {
                for (int i = 0; i < each.getValue().size(); i++) {
                    Map<String, Integer> next = new LinkedHashMap<>(choice);
                    next.put(each.getKey(), i);
                    more.add(next);
                }
            }
            choices = more;
            if (choices.size() > MOST) {
                return List.of(words);
            }
        }
        return choices.stream().map(choice -> chosen(words, choice)).toList();
    }

    /** A word of which nothing is left is none. */
    private static List<String> chosen(List<String> words, Map<String, Integer> choice) {
        return words.stream()
                .flatMap(word -> {
                    String text = ONE.matcher(word)
                            .replaceAll(one ->
                                    Matcher.quoteReplacement(one.group(2).split("\\|", -1)[choice.get(key(one))]));
                    return text.isEmpty() && !word.isEmpty() ? Stream.empty() : Stream.of(text);
                })
                .toList();
    }

    /** Both names of the processor go together. */
    private static String key(MatchResult one) {
        return one.group(1).equals("machine") ? one.group(1) : one.group();
    }
}
