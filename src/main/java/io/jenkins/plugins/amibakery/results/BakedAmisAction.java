package io.jenkins.plugins.amibakery.results;

import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.RunAction2;

/** The AMIs a build baked: one action per build, shared by its parallel bakes. Safe for several threads. */
public final class BakedAmisAction implements RunAction2 {
    private final ArrayList<BakeRecord> bakes = new ArrayList<>();
    private transient Run<?, ?> run;

    private BakedAmisAction(Run<?, ?> run) {
        this.run = run;
    }

    /** The action of a build, made when there is none yet. */
    public static BakedAmisAction of(Run<?, ?> run) {
        synchronized (run) {
            BakedAmisAction action = run.getAction(BakedAmisAction.class);
            if (action == null) {
                action = new BakedAmisAction(run);
                run.addAction(action);
            }
            return action;
        }
    }

    /** A bake begins; one of the same id that is there already stays. */
    public void begin(BakeRecord bake) throws IOException {
        synchronized (this) {
            if (find(bake.getBakeId()) == null) {
                bakes.add(bake);
            }
        }
        run.save();
    }

    /** Changes what is known of a bake, and saves it; does nothing when there is no such bake. */
    public void update(String bakeId, Consumer<BakeRecord> change) throws IOException {
        synchronized (this) {
            BakeRecord bake = find(bakeId);
            if (bake == null) {
                return;
            }
            change.accept(bake);
        }
        run.save();
    }

    private BakeRecord find(String bakeId) {
        return bakes.stream()
                .filter(bake -> bake.getBakeId().equals(bakeId))
                .findFirst()
                .orElse(null);
    }

    /** The bakes in the order they began. */
    public synchronized List<BakeRecord> getBakes() {
        return new ArrayList<>(bakes);
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    @Override
    public String getIconFileName() {
        return "symbol-cube";
    }

    @Override
    public String getDisplayName() {
        return "Produced AMIs";
    }

    @Override
    public String getUrlName() {
        return "amis";
    }
}
