package io.jenkins.plugins.amibakery.results.history;

import java.util.List;

/**
 * A page's part of a long list.
 *
 * @param items those on the page
 * @param page counted from 1
 * @param pages how many there are; at least 1
 */
public record Slice<T>(List<T> items, int page, int pages) {
    /**
     * @param size how many are on a page
     * @param number of the page, counted from 1; one beyond the last is the last
     */
    public static <T> Slice<T> of(List<T> all, int size, int number) {
        int pages = Math.max(1, (all.size() + size - 1) / size);
        int page = Math.max(1, Math.min(number, pages));
        return new Slice<>(all.subList((page - 1) * size, Math.min(page * size, all.size())), page, pages);
    }
}
