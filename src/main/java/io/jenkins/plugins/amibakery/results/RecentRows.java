package io.jenkins.plugins.amibakery.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of the few histories that somebody looked at last, so that thousands of jobs do not fill the memory. Safe for several threads. */
final class RecentRows {
    private final Map<BakeHistory, List<BakeRow>> rows;

    /** @param most how many histories */
    RecentRows(int most) {
        rows = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<BakeHistory, List<BakeRow>> eldest) {
                return size() > most;
            }
        };
    }

    /** Null when they have to be read. */
    synchronized List<BakeRow> get(BakeHistory history) {
        return rows.get(history);
    }

    synchronized void put(BakeHistory history, List<BakeRow> read) {
        rows.put(history, read);
    }

    synchronized void remove(BakeHistory history) {
        rows.remove(history);
    }
}
