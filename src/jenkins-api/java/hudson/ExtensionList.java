package hudson;

import java.util.AbstractList;
import java.util.Iterator;

/** The registered extensions of one type. */
public abstract class ExtensionList<T> extends AbstractList<T> {
    public static <U> U lookupSingleton(Class<U> type) {
        return null;
    }

    public static <T> ExtensionList<T> lookup(Class<T> type) {
        return null;
    }

    public Iterator<T> iterator() {
        return null;
    }

    public T get(int number) {
        return null;
    }

    public int size() {
        return 0;
    }
}
