package io.jenkins.plugins.amibakery.steps.bake;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.bake.BakeLines;
import io.jenkins.plugins.amibakery.engine.bake.PlannedBake;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Audience;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.Line;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.packages.RecordJson;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.PluginList;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseDecision;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.history.ImageFiles;
import io.jenkins.plugins.amibakery.results.history.KnownBake;
import io.jenkins.plugins.amibakery.results.page.BakedAmisAction;
import io.jenkins.plugins.amibakery.results.page.LiveBake;
import io.jenkins.plugins.amibakery.results.record.BakeOrigin;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.Journal;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Writes down what becomes of a bake: a line in the build's log for people, and the build's action for its page. */
final class BakeJournal extends Journal<BakeRecord> implements BakeLog.Reader {
    /** A decision is about the newest bake of a key, which is among these of a job. */
    private static final int MOST_IMAGES = 5;

    /** Of all jobs together: a record may be long. */
    private static final int MOST_RECORDS = 50;

    private final BakeParameters parameters;
    private final BakeState state;
    private final BuildContext site;

    /** Packages of the images, name to version; empty until they are known. */
    private Map<String, String> packages = Map.of();

    /** What the images hold, as a text; empty until it is known. */
    private String images = "";

    BakeJournal(BakeParameters parameters, BakeState state, BuildContext site) {
        super(site, state.id(), BakedAmisAction::of);
        this.parameters = parameters;
        this.state = state;
        this.site = site;
    }

    /** The bake begins; nothing is known of it but what the user said, its recipe's name included. */
    void began() throws InterruptedException {
        BakeRecord record = new BakeRecord(state.id(), parameters.template);
        record.setRecipe(BakeRequests.recipe(parameters));
        record.getOrigin().setFiles(parameters.files());
        begin(record);
    }

    /** It is known what will be run. */
    void planned(ResolvedIdentity actor, PlannedBake plan) throws InterruptedException {
        String where = state.regions.isEmpty() ? "" : " in " + String.join(", ", state.regions);
        String endpoint = actor.ec2Endpoint() == null ? "" : " at " + actor.ec2Endpoint();
        site.say("Baking " + parameters.template + " with packer " + state.packerVersion + where + endpoint);
        for (String line : Masker.tooShort(actor.secrets())) {
            site.say(line);
        }
        site.say("bake " + state.id() + ": " + actor.masker().mask(plan.shown()));
        update(record -> {
            record.setRecipe(state.recipe);
            record.setPackerVersion(state.packerVersion);
            record.setPackerPlugins(plugins(""));
            record.setTemplateDigest(state.digest);
            record.getOrigin().setNode(state.node());
            record.setEndpoint(actor.ec2Endpoint());
            record.setCommit(actor.commit());
        });
    }

    @Override
    public void phase(String builder, Phase phase, Instant at) {
        live(live -> live.phase(builder, phase.word(), at.toEpochMilli()));
    }

    /** @param agent name of the node that cannot be reached; empty when it is back */
    void away(String agent) {
        live(live -> live.away(agent));
    }

    /** @param what it waits for before packer starts, in a few words; empty when it does not wait */
    void waits(String what) {
        live(live -> live.waits(what));
    }

    /** Tells the page of what is only known while it runs. */
    private void live(Consumer<LiveBake> change) {
        recordSoon(run -> change.accept(BakedAmisAction.of(run).live(state.id())));
    }

    @Override
    public void image(String builder, String region, AmiId id) {
        updateSoon(record -> record.appeared(builder, region, id.value()));
    }

    /** Packer has told of its plugins. */
    void pluginsListed(String printed) throws InterruptedException {
        update(record -> record.setPackerPlugins(plugins(printed)));
    }

    private List<String> plugins(String printed) {
        return PackerVersion.read(state.packerVersion)
                .map(version -> PluginList.read(printed, version))
                .orElseGet(List::of);
    }

    /** The key of the bake is known, and right. */
    void keyed(KeyedBake key, Masker masker) throws InterruptedException {
        update(record -> {
            record.getOrigin().setKey(KeyCalls.shown(key.key(), masker));
            record.getOrigin().setBases(KeyCalls.bases(key));
        });
    }

    /** The key of the bake whose AMIs are the recipe's current ones in this job; empty when it is not known. */
    Optional<BakeKey> earlierKey() throws InterruptedException {
        String recipe = BakeRequests.recipe(parameters);
        try {
            BakeHistory history = BakeHistory.of(site.run().getParent());
            return history.newest(recipe).map(BakeEntry::getBakeId).flatMap(history::key);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Packer bakes, though an earlier bake was asked for. */
    void notReused(List<String> reasons) throws InterruptedException {
        site.say("Not reused: " + String.join("\n  ", reasons));
        update(record -> record.getOrigin().setReason(String.join(" ", reasons)));
    }

    /** What was found out of AMIs that could stand for the bake; whatever is decided is written after that. */
    void compared(ReuseDecision found, Masker masker) throws InterruptedException {
        List<NewerPackage> newer = found.newer().stream()
                .map(one -> new NewerPackage(
                        masker.mask(one.name()),
                        masker.mask(one.from()),
                        masker.mask(one.to()),
                        masker.mask(one.suite()),
                        one.security()))
                .toList();
        String notes = masker.mask(String.join(" ", found.notes()));
        update(record -> {
            record.getOrigin().setReason(notes);
            record.getOrigin()
                    .setPackageLook(
                            found.isLooked() ? new PackageLook(System.currentTimeMillis(), newer, List.of()) : null);
        });
    }

    /**
     * AMIs that are there stand for the bake.
     *
     * @param from the bake that made them; null when no job of this controller did
     * @param why why those of another job are taken, in one line; empty for the job's own
     */
    void reused(ResolvedIdentity actor, List<BakedAmi> amis, KnownBake from, String bakeId, String why)
            throws InterruptedException {
        update(record -> {
            record.setRecipe(BakeRequests.recipe(parameters));
            record.setPackerVersion(state.packerVersion);
            record.setEndpoint(actor.ec2Endpoint());
            record.setCommit(actor.commit());
            record.getOrigin().reused(bakeId, from == null ? "" : from.job(), from == null ? 0 : from.build());
            BakeOrigin origin = record.getOrigin();
            origin.setReason((why + " " + origin.getReason()).strip());
            record.getOrigin().setNode(state.node());
            record.ended(amis, List.of(), List.of(), false);
        });
        remember();
        String of = why.isEmpty() ? "bake " + bakeId + build(from) : "another job";
        BakeReport report = new BakeReport(
                state.id(),
                BakeOutcome.SUCCESS,
                state.packerVersion,
                amis,
                List.of(),
                List.of(),
                List.of(),
                Duration.ofMillis(System.currentTimeMillis() - state.began()));
        say(BakeLines.reused(report, of, why, Audience.JENKINS));
    }

    private static String build(KnownBake from) {
        return from.build() == 0 ? "" : " (" + from.job() + " #" + from.build() + ")";
    }

    /** Packer has ended; the cloud is asked next. */
    void packerEnded(PackerFacts facts) throws InterruptedException {
        update(record -> record.setPhases(facts.phases()));
    }

    /** What the images hold, name to version; kept with the bake once it has ended. */
    void listed(Map<String, String> versions, Map<String, ImageRecord> held, Masker masker) {
        images = held.isEmpty() ? "" : masker.mask(RecordJson.text(held));
        packages = new TreeMap<>();
        versions.forEach((name, version) -> packages.put(masker.mask(name), masker.mask(version)));
    }

    /** All is known. */
    void ended(BakeReport report) throws InterruptedException {
        update(record -> record.ended(report));
        remember();
        say(BakeLines.of(report, Audience.JENKINS));
    }

    private void say(List<Line> lines) throws InterruptedException {
        for (Line line : lines) {
            site.say(line.text());
        }
    }

    /** It ended without anybody having asked the cloud. */
    void failed(String message) throws InterruptedException {
        update(record -> record.failed(message, state.stopping()));
        remember();
    }

    /** What became of it stays with its job when the build is discarded. */
    private void remember() throws InterruptedException {
        record(run -> {
            BakedAmisAction.of(run).remember(state.id(), packages);
            if (!images.isEmpty()) {
                ImageFiles.of(run.getParent()).keep(BakeRequests.recipe(parameters), state.id(), images);
            }
        });
    }

    /**
     * What the images of the recipe's newest bakes hold, by bake and packer build.
     *
     * @param jobs whose bakes count, the most important first
     */
    Map<String, Map<String, ImageRecord>> images(Collection<Job<?, ?>> jobs) throws InterruptedException {
        Map<String, Map<String, ImageRecord>> known = new HashMap<>();
        for (Job<?, ?> job : jobs) {
            try {
                ImageFiles.of(job)
                        .newest(BakeRequests.recipe(parameters), Math.min(MOST_IMAGES, MOST_RECORDS - known.size()))
                        .forEach((bake, text) -> known.putIfAbsent(bake, RecordJson.read(text)));
            } catch (IOException | IllegalArgumentException e) {
                site.say("What earlier images hold cannot be read: " + e.getMessage());
            }
        }
        return known;
    }
}
