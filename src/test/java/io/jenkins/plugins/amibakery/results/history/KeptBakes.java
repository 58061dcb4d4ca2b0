package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.Baked;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A history for tests of other rooms, with a few bakes of recipes. */
public final class KeptBakes {
    private final BakeHistory history;

    public KeptBakes(Path job) {
        history = new BakeHistory(new HistoryFiles(job.toFile(), new MemoryStore()), new RecentRows(1), 100);
    }

    public BakeHistory history() {
        return history;
    }

    /** What is kept of a bake of a build. */
    public static BakeEntry entry(BakeRecord bake, int build) {
        return BakeEntry.of(bake, build);
    }

    /** A bake of a build that made an AMI in us-west-2. */
    public KeptBakes baked(String recipe, int build, String commit, BaseRecord... bases) throws IOException {
        BakeRecord bake = bake(recipe, build, commit);
        bake.getOrigin().setBases(List.of(bases));
        bake.ended(List.of(Baked.described()), List.of(), List.of(), false);
        history.add(BakeEntry.of(bake, build));
        return this;
    }

    public KeptBakes failed(String recipe, int build, String commit) throws IOException {
        BakeRecord bake = bake(recipe, build, commit);
        bake.ended(List.of(), List.of(new Failure("web", FailureCause.ACCESS_DENIED, "no")), List.of(), false);
        history.add(BakeEntry.of(bake, build));
        return this;
    }

    private static BakeRecord bake(String recipe, int build, String commit) {
        BakeRecord bake = new BakeRecord(recipe + "-" + build, recipe + ".json", build * 1_000L);
        bake.setRecipe(recipe);
        bake.setCommit(commit);
        return bake;
    }
}
