package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.bake.BaseQueryJson;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packages.RecordJson;
import io.jenkins.plugins.amibakery.engine.rebake.AmiRef;
import io.jenkins.plugins.amibakery.engine.rebake.BaseUsed;
import io.jenkins.plugins.amibakery.engine.rebake.Contents;
import io.jenkins.plugins.amibakery.engine.rebake.JobFacts;
import io.jenkins.plugins.amibakery.engine.rebake.LastBake;
import io.jenkins.plugins.amibakery.engine.rebake.Survey;
import io.jenkins.plugins.amibakery.results.history.AmiSighting;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.history.BakeRow;
import io.jenkins.plugins.amibakery.results.history.ImageFiles;
import io.jenkins.plugins.amibakery.results.history.RecipeState;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.FloatingRecord;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import io.jenkins.plugins.amibakery.trust.TrustingFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a job has baked, as its history of AMIs knows it. */
final class LastBakes {
    private static final int BRIEF = 7;

    private static final int MOST_IMAGES = 20;

    private static final String UNKNOWN = "no manifest of its image that records its repositories is kept here";
    private static final String NOT_OURS =
            "its packages are recorded by the job that baked it, which is in no folder whose jobs trust each"
                    + " other, so they are not read here";

    private final BakeHistory history;
    private final Function<String, Optional<ImageFiles>> images;

    /** The bakes whose AMIs are current ones, of recipes that the job bakes nowadays. */
    private final List<BakeEntry> current = new ArrayList<>();

    /** The same by the ids of those bakes. */
    private final Map<String, LastBake> bakes = new LinkedHashMap<>();

    private final boolean builtWithoutBake;

    LastBakes(Job<?, ?> job) {
        this(BakeHistory.of(job), from -> records(job, from), number(job.getLastSuccessfulBuild()));
    }

    /**
     * The same of any history.
     *
     * @param images the records of images of a job by its full name, empty for the job itself; nothing when they must not be read
     * @param goodBuild number of the last build that ended well; 0 for none
     */
    LastBakes(BakeHistory history, Function<String, Optional<ImageFiles>> images, int goodBuild) {
        this.history = history;
        this.images = images;
        List<RecipeState> states = history.recipes();
        builtWithoutBake = states.isEmpty() && goodBuild > 0;
        int since = Math.min(
                goodBuild,
                states.stream()
                        .mapToInt(state -> state.getLast().getBuild())
                        .max()
                        .orElse(0));
        for (RecipeState state : states) {
            if (state.getCurrent() != null && state.getLast().getBuild() >= since) {
                history.find(state.getCurrent().getBakeId()).ifPresent(entry -> add(state, entry));
            }
        }
    }

    /** Those of another job only where a folder says that its jobs trust each other. */
    private static Optional<ImageFiles> records(Job<?, ?> job, String from) {
        if (from.isEmpty() || from.equals(job.getFullName())) {
            return Optional.of(ImageFiles.of(job));
        }
        return TrustingFolder.around(job)
                .flatMap(folder -> folder.jobs().values().stream()
                        .filter(other -> other.getFullName().equals(from))
                        .findFirst())
                .map(ImageFiles::of);
    }

    private static int number(Run<?, ?> run) {
        return run == null ? 0 : run.getNumber();
    }

    private void add(RecipeState state, BakeEntry entry) {
        current.add(entry);
        bakes.put(
                entry.getBakeId(),
                new LastBake(
                        state.getRecipe(),
                        Instant.ofEpochMilli(state.getBaked()),
                        entry.getOrigin().getBases().stream()
                                .flatMap(base -> used(base).stream())
                                .toList(),
                        entry.getAmis().stream()
                                .flatMap(ami -> made(ami).stream())
                                .toList(),
                        contents(state.getRecipe(), entry),
                        behind(state, entry)));
    }

    private Contents contents(String recipe, BakeEntry entry) {
        List<Floating> unpinned = entry.getOrigin().getFloating().stream()
                .map(FloatingRecord::floating)
                .toList();
        Contents contents = new Contents(unpinned, Map.of(), UNKNOWN);
        if (!contents.hasPackages()) {
            return contents;
        }
        return images.apply(entry.getOrigin().getFromJob())
                .map(files -> new Contents(unpinned, images(files, recipe, entry), UNKNOWN))
                .orElseGet(() -> new Contents(unpinned, Map.of(), NOT_OURS));
    }

    /** Those of the bake that made its AMIs; nothing when they are not known. */
    private static Map<String, ImageRecord> images(ImageFiles files, String recipe, BakeEntry entry) {
        try {
            Map<String, String> newest = files.newest(recipe, MOST_IMAGES);
            String text = newest.getOrDefault(
                    entry.getBakeId(), newest.get(entry.getOrigin().getFromBake()));
            return text == null ? Map.of() : RecordJson.read(text);
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    JobFacts facts(Optional<Duration> maxAge, Optional<Duration> freshFor) {
        return new JobFacts(List.copyOf(bakes.values()), builtWithoutBake, maxAge, freshFor);
    }

    List<BakeEntry> current() {
        return current;
    }

    /** What a look found of packages of a bake's AMIs; nothing when their repositories were not asked. */
    Optional<PackageLook> look(BakeEntry entry, Survey survey, Instant now) {
        return survey.packagesOf(bakes.get(entry.getBakeId()))
                .map(found -> new PackageLook(now.toEpochMilli(), found.newer(), found.unknown()));
    }

    /** The address of a test cloud in which it bakes; empty for AWS. */
    String endpoint() {
        return current.isEmpty() ? "" : current.get(0).getEndpoint();
    }

    private static Optional<BaseUsed> used(BaseRecord base) {
        Optional<BaseImageQuery> query = BaseQueryJson.query(base.getQuery());
        if (!AmiId.isAmiId(base.getAmiId())
                || query.isEmpty() && base.getRegion().isEmpty()) {
            return Optional.empty();
        }
        AmiId id = new AmiId(base.getAmiId());
        Optional<Instant> created =
                Optional.of(base.getCreated()).filter(at -> at > 0).map(Instant::ofEpochMilli);
        return Optional.of(new BaseUsed(
                query.orElseGet(() -> BaseImageQuery.of(new Region(base.getRegion()), id)), id, created));
    }

    static Optional<AmiRef> made(AmiSighting ami) {
        return AmiId.isAmiId(ami.getId())
                ? Optional.of(new AmiRef(new Region(ami.getRegion()), new AmiId(ami.getId())))
                : Optional.empty();
    }

    /** A commit that was tried since, and of which there is no AMI. */
    private String behind(RecipeState state, BakeEntry good) {
        BakeRow last = state.getLast();
        if (last.isGood() || last.getBakeId().equals(good.getBakeId())) {
            return "";
        }
        String commit = history.find(last.getBakeId()).map(BakeEntry::getCommit).orElse("");
        return commit.isEmpty() || commit.equals(good.getCommit())
                ? ""
                : "commit " + commit.substring(0, Math.min(BRIEF, commit.length())) + ", which was not baked in #"
                        + last.getBuild();
    }
}
