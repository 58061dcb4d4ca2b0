package io.jenkins.plugins.amibakery.results.history;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a page was asked for, as the part of its address after the question mark. */
public final class Query {
    private final Map<String, String> parameters = new LinkedHashMap<>();

    /** Adds a parameter; an empty one is left out. */
    public Query with(String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
        return this;
    }

    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    /** The address of a page of what was asked for, relative to the page itself. */
    String page(int page) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (page > 1) {
            all.put("page", Integer.toString(page));
        }
        return all.isEmpty()
                ? "."
                : all.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** A page's number as it stands in an address; 1 for anything that is not a number. */
    public static int pageNumber(String text) {
        return text != null && text.matches("[1-9]\\d{0,6}") ? Integer.parseInt(text) : 1;
    }
}
