package io.jenkins.plugins.amibakery.engine.packer.log;

import java.util.LinkedHashSet;

/** A set, in the order of arrival, into which nothing more goes once it is full: what a log names beyond that is no bake's. */
final class Few<T> extends LinkedHashSet<T> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Few(int most) {
        this.most = most;
    }

    @Override
    public boolean add(T thing) {
        return size() < most && super.add(thing);
    }
}
