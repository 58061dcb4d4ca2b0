package io.jenkins.plugins.amibakery.results;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The bakes of one build, in the order they began. Saved in build.xml. Safe for several threads: a change makes a new list of new records, so whoever
 * reads or saves an older one, as Jenkins does at any time, never sees it change.
 */
final class BakeRecords {
    private volatile ArrayList<BakeRecord> bakes;

    BakeRecords() {
        bakes = new ArrayList<>();
    }

    /** @return false when one of the same id is there already; that one stays */
    synchronized boolean begin(BakeRecord bake) {
        if (bakes.stream().anyMatch(other -> other.getBakeId().equals(bake.getBakeId()))) {
            return false;
        }
        ArrayList<BakeRecord> changed = new ArrayList<>(bakes);
        changed.add(bake.copy());
        bakes = changed;
        return true;
    }

    /** @return false when there is no such bake */
    synchronized boolean update(String bakeId, Consumer<BakeRecord> change) {
        ArrayList<BakeRecord> changed = new ArrayList<>(bakes);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).getBakeId().equals(bakeId)) {
                BakeRecord copy = changed.get(i).copy();
                change.accept(copy);
                changed.set(i, copy);
                bakes = changed;
                return true;
            }
        }
        return false;
    }

    /** Never changed once handed out. */
    List<BakeRecord> all() {
        return bakes;
    }

    private Object readResolve() {
        bakes = Texts.withoutNulls(bakes);
        return this;
    }
}
