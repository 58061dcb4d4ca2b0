package io.jenkins.plugins.amibakery.results.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tasks of one kind of one build, in the order they began. Saved in build.xml. Safe for several threads: a change makes a new list of new
 * records, so whoever reads or saves an older one, as Jenkins does at any time, never sees it change.
 *
 * @param <T> the kind of record, changed only on a copy
 */
public final class RecordList<T extends TaskRecord> extends Persisted {
    private volatile ArrayList<T> list = new ArrayList<>();

    /** What is known of an id. */
    public Optional<T> find(String id) {
        return list.stream().filter(entry -> entry.getId().equals(id)).findFirst();
    }

    /** @return false when one of the same id is there already; that one stays */
    public synchronized boolean begin(T entry) {
        if (find(entry.getId()).isPresent()) {
            return false;
        }
        ArrayList<T> changed = new ArrayList<>(list);
        changed.add(copy(entry));
        list = changed;
        return true;
    }

    /** @return false when there is none of this id */
    public synchronized boolean update(String id, Consumer<T> change) {
        ArrayList<T> changed = new ArrayList<>(list);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).getId().equals(id)) {
                T copy = copy(changed.get(i));
                change.accept(copy);
                changed.set(i, copy);
                list = changed;
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private T copy(T entry) {
        return (T) entry.copy();
    }

    /** Never changed once handed out. */
    public List<T> all() {
        return list;
    }
}
