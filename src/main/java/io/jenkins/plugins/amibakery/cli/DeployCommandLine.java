package io.jenkins.plugins.amibakery.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command that deploys what was planned, to be typed at the terminal where it was planned. */
final class DeployCommandLine {
    private static final Set<String> OF_PLANS = Set.of("--json", "--quiet", "--debug");

    private DeployCommandLine() {}

    /**
     * Such as {@code bin/ami-bakery deploy dev --cloud local --directory runway --ami ami-0d53cc9bd365ad65b}.
     *
     * @param given the words of the command that planned
     * @param ami the planned AMI; empty for none
     * @param variables names of environment variables that it needs as well: their values may be secret, so each stands as
     *     {@code NAME="$NAME"}
     */
    static String of(List<String> given, String ami, Collection<String> variables) {
        List<String> words = new ArrayList<>(given);
        int verb = words.indexOf("plan");
        if (verb >= 0) {
            words.set(verb, "deploy");
        }
        words.removeIf(word -> OF_PLANS.contains(word) || word.startsWith("--out="));
        int out = words.indexOf("--out");
        if (out >= 0) {
            words.subList(out, Math.min(out + 2, words.size())).clear();
        }
        boolean named = words.stream().anyMatch(word -> word.equals("--ami") || word.startsWith("--ami="));
        if (!ami.isEmpty() && !named) {
            words.add("--ami");
            words.add(ami);
        }
        words.add(0, System.getProperty("ami-bakery.program", "ami-bakery"));
        return Stream.concat(
                        variables.stream().map(name -> name + "=\"$" + name + "\""),
                        words.stream().map(DeployCommandLine::quoted))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
