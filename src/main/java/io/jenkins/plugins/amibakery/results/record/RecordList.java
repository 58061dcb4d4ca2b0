package io.jenkins.plugins.amibakery.results.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a build keeps of one kind, in the order it began. Safe for several threads: a change makes a new list of new records, so whoever
 * reads or saves an older one, as Jenkins does at any time, never sees it change.
 *
 * @param <T> the kind of record, changed only on a copy
 */
public abstract class RecordList<T> {
    /** The list itself, in a volatile field whose name is what build.xml calls it. */
    abstract ArrayList<T> list();

    abstract void list(ArrayList<T> changed);

    abstract String id(T entry);

    abstract T copy(T entry);

    /** Whether nothing more is going to change. */
    abstract boolean isOver(T entry);

    /** Whether what is known of an id is over. */
    public final boolean isOver(String id) {
        return list().stream().anyMatch(entry -> id(entry).equals(id) && isOver(entry));
    }

    /** @return false when one of the same id is there already; that one stays */
    public final synchronized boolean begin(T entry) {
        if (list().stream().anyMatch(other -> id(other).equals(id(entry)))) {
            return false;
        }
        ArrayList<T> changed = new ArrayList<>(list());
        changed.add(copy(entry));
        list(changed);
        return true;
    }

    /** @return false when there is none of this id */
    public final synchronized boolean update(String id, Consumer<T> change) {
        ArrayList<T> changed = new ArrayList<>(list());
        for (int i = 0; i < changed.size(); i++) {
            if (id(changed.get(i)).equals(id)) {
                T copy = copy(changed.get(i));
                change.accept(copy);
                changed.set(i, copy);
                list(changed);
                return true;
            }
        }
        return false;
    }

    /** Never changed once handed out. */
    public final List<T> all() {
        return list();
    }
}
