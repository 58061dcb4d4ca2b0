package io.jenkins.plugins.amibakery.results;

import java.util.ArrayList;

/** The bakes of one build. Saved in build.xml. */
final class BakeRecords extends RecordList<BakeRecord> {
    private volatile ArrayList<BakeRecord> bakes;

    BakeRecords() {
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
        bakes = Texts.withoutNulls(bakes);
        return this;
    }
}
