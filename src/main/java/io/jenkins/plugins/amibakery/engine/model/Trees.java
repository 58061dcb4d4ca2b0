package io.jenkins.plugins.amibakery.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What the trees of all reports are made with. */
public final class Trees {
    private Trees() {}

    /** A tree for each thing, in their order. */
    public static <T> ArrayList<Object> list(List<T> things, Function<T, Object> tree) {
        ArrayList<Object> list = new ArrayList<>();
        things.forEach(thing -> list.add(tree.apply(thing)));
        return list;
    }

    /** A constant as a report writes it, such as {@code name_taken}. */
    public static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
