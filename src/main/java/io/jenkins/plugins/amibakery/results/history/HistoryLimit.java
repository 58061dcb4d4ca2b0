package io.jenkins.plugins.amibakery.results.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How many bakes of a job are kept, and which of them go first: those without AMIs, and last those that are some recipe's current one. */
record HistoryLimit(int most) {
    /**
     * The bakes to part with.
     *
     * @param rows all bakes, the newest first
     */
    List<BakeRow> beyond(List<BakeRow> rows) {
        List<BakeRow> left = new ArrayList<>(rows);
        Collections.reverse(left);
        List<BakeRow> gone = new ArrayList<>();
        while (left.size() > most) {
            BakeRow victim = victim(left);
            left.remove(victim);
            gone.add(victim);
        }
        return gone;
    }

    /** @param rows the oldest first */
    private static BakeRow victim(List<BakeRow> rows) {
        List<BakeRow> current = RecipeState.of(newestFirst(rows)).stream()
                .map(RecipeState::getCurrent)
                .toList();
        return rows.stream()
                .filter(row -> row.getAmis().isEmpty())
                .findFirst()
                .or(() -> rows.stream().filter(row -> !current.contains(row)).findFirst())
                .orElse(rows.get(0));
    }

    private static List<BakeRow> newestFirst(List<BakeRow> rows) {
        List<BakeRow> newestFirst = new ArrayList<>(rows);
        Collections.reverse(newestFirst);
        return newestFirst;
    }
}
