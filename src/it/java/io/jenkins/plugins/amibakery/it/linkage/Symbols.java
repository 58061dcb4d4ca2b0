package io.jenkins.plugins.amibakery.it.linkage;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The icons of Jenkins core that are called {@code symbol-…}; those of plugins go on {@code plugin-…} and are not looked up. */
final class Symbols {
    private static final Pattern NAME = Pattern.compile("\\bsymbol-([a-z0-9-]+)(?![a-z0-9-]| plugin-)");

    private final List<Archives> places;

    Symbols(List<Archives> places) {
        this.places = places;
    }

    /** One line for each symbol named in a text that does not exist. */
    Stream<String> misses(String text) {
        return NAME.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .filter(name -> places.stream().noneMatch(place -> place.has("images/symbols/" + name + ".svg")))
                .map(name -> "no symbol symbol-" + name);
    }
}
