package io.jenkins.plugins.amibakery.results.record;

import java.util.ArrayList;

/** The bakes of one build. Saved in build.xml. */
public final class BakeRecords extends RecordList<BakeRecord> {
    private volatile ArrayList<BakeRecord> bakes;

    public BakeRecords() {
        bakes = new ArrayList<>();
    }

    @Override
    ArrayList<BakeRecord> list() {
        return bakes;
    }

    @Override
    void list(ArrayList<BakeRecord> changed) {
        bakes = changed;
    }

    @Override
    String id(BakeRecord bake) {
        return bake.getBakeId();
    }

    @Override
    BakeRecord copy(BakeRecord bake) {
        return bake.copy();
    }

    @Override
    boolean isOver(BakeRecord bake) {
        return !bake.getStatus().equals(Status.RUNNING);
    }

    private Object readResolve() {
        bakes = Storable.withoutNulls(bakes);
        return this;
    }
}
