package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Gathers facts from the events of one run of packer. Safe for several threads; memory does not grow with the log. */
public final class PackerRun {
    /** Told of things the moment they happen, in the thread that feeds the run. */
    public interface Listener {
        /** A phase of a build begins. */
        default void phase(String builder, Phase phase, Instant at) {}

        /**
         * Packer names an image it is making or has made. The same image is told of again once its region is known.
         *
         * @param region its code; empty as long as packer has not said it
         */
        default void image(String builder, String region, AmiId id) {}

        /** A build has launched its instance. */
        default void launched(String instance) {}

        /** A build's instance is about to become an image. */
        default void imaging(String instance) {}

        /** A build's instance is becoming an image; copies may be made of it. */
        default void imaged(AmiId image) {}
    }

    private final Listener listener;
    private final Map<String, BuildProgress> builds = new LinkedHashMap<>();
    private final Set<BakedAmi> artifacts = new Few<>(Limits.IMAGES);

    /** Where lines go that name more builds than there can be; nothing is taken of it. */
    private final BuildProgress beyond = new BuildProgress();

    private final Set<String> results = new Few<>(Limits.IMAGES);
    private final ErrorCollector troubles = new ErrorCollector();
    private Instant last = Instant.EPOCH;

    /** A run nobody listens to. */
    public PackerRun() {
        this(new Listener() {});
    }

    public PackerRun(Listener listener) {
        this.listener = listener;
    }

    /**
     * Takes the next event.
     *
     * @param at when it arrived; phases are timed by it, as packer's own clock counts whole seconds
     */
    public synchronized void accept(PackerEvent event, Instant at) {
        last = at;
        if (event instanceof PackerEvent.Say say) {
            say(say, at);
        } else if (event instanceof PackerEvent.Message message) {
            line(message.builder(), message.text(), false, at);
        } else if (event instanceof PackerEvent.ErrorText error) {
            error(error, at);
        } else if (event instanceof PackerEvent.Artifact artifact) {
            artifact(artifact);
        } else if (event instanceof PackerEvent.BuildError error) {
            failed(error.builder(), error.text());
        } else if (event instanceof PackerEvent.Text text) {
            troubles.text(text.text());
        }
    }

    private void say(PackerEvent.Say say, Instant at) {
        if (!say.builder().isEmpty()) {
            line(say.builder(), say.text(), true, at);
            return;
        }
        troubles.say(say.text());
        endBuild(say.text(), "' finished after ", at);
    }

    private void error(PackerEvent.ErrorText error, Instant at) {
        if (!error.builder().isEmpty()) {
            line(error.builder(), error.text(), false, at);
            progress(error.builder()).words.failed(error.text());
            return;
        }
        Optional<String> failed = endBuild(error.text(), "' errored after ", at);
        if (failed.isPresent()) {
            int reason = error.text().indexOf(": ", failed.get().length() + "Build '' errored after ".length());
            failed(failed.get(), error.text().substring(reason < 0 ? 0 : reason + 2));
        } else {
            troubles.error(error.text());
        }
    }

    private void failed(String target, String text) {
        troubles.build(target, text);
        if (builds.containsKey(target)) {
            builds.get(target).words.failed(text);
        }
    }

    /** Ends the build of which a line {@code Build 'web' finished after …} speaks. */
    private Optional<String> endBuild(String text, String words, Instant at) {
        int end = text.startsWith("Build '") ? text.indexOf(words) : -1;
        if (end < 0) {
            return Optional.empty();
        }
        String target = text.substring("Build '".length(), end);
        progress(target).end(at);
        return Optional.of(target);
    }

    private void line(String target, String text, boolean own, Instant at) {
        if (target.isEmpty()) {
            return;
        }
        BuildProgress build = progress(target);
        int before = build.images.size();
        boolean launched = build.words.hasInstance();
        if (build.line(text, own, at)) {
            build.phase().ifPresent(phase -> {
                listener.phase(name(target), phase, at);
                watched(build, phase);
            });
        }
        build.images.stream().skip(before).forEach(id -> {
            listener.image(name(target), "", id);
            if (build.phase().filter(Phase.IMAGE::equals).isPresent()) {
                listener.imaged(id);
            }
        });
        if (!launched && build.words.hasInstance()) {
            listener.launched(build.words.instance());
        }
    }

    private void watched(BuildProgress build, Phase phase) {
        if (phase == Phase.IMAGE && build.words.hasInstance()) {
            listener.imaging(build.words.instance());
        }
    }

    private void artifact(PackerEvent.Artifact artifact) {
        if (artifact.builder().length() > Limits.BUILD_NAME) {
            return;
        }
        if (artifact.part().equals("string")) {
            progress(artifact.builder()).result.made(artifact.value());
        } else if (artifact.part().equals("id")) {
            artifactId(artifact);
        }
    }

    private void artifactId(PackerEvent.Artifact artifact) {
        ArtifactId.resources(artifact.value()).forEach(results::add);
        for (ArtifactId id : ArtifactId.read(artifact.value())) {
            progress(artifact.builder()).images.add(id.ami());
            id.region().ifPresent(region -> {
                if (artifacts.add(BakedAmi.named(artifact.builder(), region, id.ami()))) {
                    listener.image(name(artifact.builder()), region.code(), id.ami());
                }
            });
        }
    }

    private BuildProgress progress(String target) {
        boolean full = builds.size() >= Limits.BUILDS || target.length() > Limits.BUILD_NAME;
        return full ? builds.getOrDefault(target, beyond) : builds.computeIfAbsent(target, key -> new BuildProgress());
    }

    /** The bare name of a build; its full one when two builds have the same bare name. */
    private String name(String target) {
        String name = BuilderName.shortName(target);
        boolean shared = builds.size() > 1
                && builds.keySet().stream()
                        .anyMatch(other -> !other.equals(target)
                                && BuilderName.shortName(other).equals(name));
        return shared ? target : name;
    }

    /** The phase a build is in, by its bare name or packer's full one; empty when it has not begun or is over. */
    public synchronized Optional<Phase> currentPhase(String builder) {
        return builds.entrySet().stream()
                .filter(build ->
                        build.getKey().equals(builder) || name(build.getKey()).equals(builder))
                .findFirst()
                .flatMap(build -> build.getValue().phase());
    }

    /** All that is known so far. */
    public synchronized PackerFacts facts() {
        Map<String, Set<AmiId>> images = new LinkedHashMap<>();
        Map<String, AmiId> sources = new LinkedHashMap<>();
        Map<String, List<String>> lines = new LinkedHashMap<>();
        List<PhaseTime> phases = new ArrayList<>();
        Instant now = last;
        builds.forEach((target, build) -> {
            String name = name(target);
            images.put(name, Set.copyOf(build.images));
            lines.put(name, build.lastLines());
            build.source().ifPresent(ami -> sources.put(name, ami));
            build.durations(now).forEach((phase, time) -> phases.add(new PhaseTime(name, phase, time)));
        });
        return new PackerFacts(
                artifacts.stream()
                        .map(ami -> BakedAmi.named(name(ami.builder()), ami.region(), ami.id()))
                        .toList(),
                images,
                failures(),
                phases,
                gathered(build -> build.keyPairs),
                gathered(build -> build.securityGroups),
                gathered(build -> build.instances),
                gathered(build -> build.imageNames),
                gathered(build -> build.copyRegions),
                gathered(build -> build.snapshots),
                sources,
                lines,
                troubles.cancelled(),
                builds.entrySet().stream()
                        .map(build -> build.getValue().words.trace(name(build.getKey())))
                        .toList(),
                results,
                withoutAmi(),
                openToAll());
    }

    private Set<String> openToAll() {
        Set<String> all = new LinkedHashSet<>();
        builds.forEach((target, build) -> {
            if (build.isOpenToAll()) {
                all.add(name(target));
            }
        });
        return all;
    }

    private Map<String, String> withoutAmi() {
        Map<String, String> all = new LinkedHashMap<>();
        builds.forEach((target, build) -> {
            if (build.images.isEmpty() && build.imageNames.isEmpty()) {
                build.result.instead().ifPresent(what -> all.put(name(target), what));
            }
        });
        return all;
    }

    private List<Failure> failures() {
        return troubles.failures(
                this::name,
                target -> Optional.ofNullable(builds.get(target))
                        .map(BuildProgress::scene)
                        .orElse(FailureContext.UNKNOWN));
    }

    private <T> Set<T> gathered(Function<BuildProgress, Set<T>> part) {
        Set<T> all = new LinkedHashSet<>();
        builds.values().forEach(build -> all.addAll(part.apply(build)));
        return all;
    }
}
