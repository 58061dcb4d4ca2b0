package io.jenkins.plugins.amibakery.results.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of the few histories that somebody looked at last, so that thousands of jobs do not fill the memory. Safe for several threads. */
final class RecentRows {
    private final Map<BakeHistory, List<BakeRow>> rows;

    /** @param most how many histories */
    RecentRows(int most) {
        rows = new Recent(most);
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

    /** In the order of use; the one that nobody used longest goes. */
    private static final class Recent extends LinkedHashMap<BakeHistory, List<BakeRow>> {
        private static final long serialVersionUID = 1;
        private static final int FEW = 16;
        private static final float LOAD = 0.75f;

        private final int most;

        private Recent(int most) {
            super(FEW, LOAD, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<BakeHistory, List<BakeRow>> eldest) {
            return size() > most;
        }
    }
}
