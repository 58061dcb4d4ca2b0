package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.build.PackerVerdict;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the cloud is asked after packer's end: does each AMI exist, is it available, does it demand IMDSv2, does it carry its
 * lineage. Every call can be repeated, so it can be begun again after an interruption.
 */
public final class Finish {
    private final ImageCatalog images;

    /** @param images the catalog under the identity that packer had */
    public Finish(ImageCatalog images) {
        this.images = images;
    }

    /**
     * @param amis what the cloud has of what packer named, as described after all was done
     * @param failures what kept an AMI from being ready
     */
    public record Result(List<BakedAmi> amis, List<Failure> failures) {
        public Result {
            amis = List.copyOf(amis);
            failures = List.copyOf(failures);
        }
    }

    /**
     * Brings the AMIs of a bake to the state in which they may be used.
     *
     * @param sources the base AMI of each packer build, by builder
     */
    public Result finish(BakeRequest request, PackerVerdict verdict, Map<String, AmiId> sources)
            throws InterruptedException {
        return finish(request, verdict, sources, Map.of());
    }

    /**
     * The same with further tags of our own, such as {@link Tags#BAKE_KEY}, for every image and snapshot.
     *
     * @param own win over tags that the request has
     */
    public Result finish(
            BakeRequest request, PackerVerdict verdict, Map<String, AmiId> sources, Map<String, String> own)
            throws InterruptedException {
        List<BakedAmi> ready = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (Map.Entry<Region, List<AmiId>> there : verdict.byRegion().entrySet()) {
            List<BakedAmi> named = verdict.amis().stream()
                    .filter(ami -> ami.region().equals(there.getKey()))
                    .toList();
            try {
                finish(new Order(request, sources, own), there.getKey(), named, ready, failures);
            } catch (BakeFailedException e) {
                failures.add(e.failure());
                ready.addAll(named.stream().filter(ami -> !contains(ready, ami)).toList());
            }
        }
        return new Result(ready, failures);
    }

    private static boolean contains(List<BakedAmi> ready, BakedAmi wanted) {
        return ready.stream().anyMatch(ami -> ami.id().equals(wanted.id()));
    }

    private record Order(BakeRequest request, Map<String, AmiId> sources, Map<String, String> own) {
        Map<String, String> lineage(BakedAmi ami) {
            Map<String, String> tags = new TreeMap<>(request.tags());
            tags.putAll(own);
            tags.put(Tags.BAKE_ID, request.bakeId());
            tags.put(Tags.RECIPE, request.recipe());
            tags.put(Tags.BUILDER, ami.builder());
            Optional.ofNullable(sources.get(ami.builder()))
                    .ifPresent(source -> tags.put(Tags.SOURCE_AMI, source.value()));
            return tags;
        }
    }

    private void finish(Order order, Region region, List<BakedAmi> named, List<BakedAmi> ready, List<Failure> failures)
            throws InterruptedException {
        List<AmiId> ids = named.stream().map(BakedAmi::id).toList();
        Map<AmiId, Ami> seen = new HashMap<>();
        images.await(region, ids, order.request().awaitTimeout()).forEach(ami -> seen.put(ami.id(), ami));
        for (BakedAmi ami : named) {
            Ami there = seen.get(ami.id());
            problem(order.request(), ami, there).ifPresent(failures::add);
            if (there != null) {
                ready.add(ami.describedAs(settled(there, order.lineage(ami))));
            }
        }
    }

    private static Optional<Failure> problem(BakeRequest request, BakedAmi ami, Ami there) {
        if (there == null) {
            return Optional.of(new Failure(
                    ami.builder(),
                    FailureCause.AMI_GONE,
                    "Packer made " + ami.id() + ", but " + ami.region() + " has no such AMI"));
        }
        if (there.state() == AmiState.AVAILABLE) {
            return Optional.empty();
        }
        if (there.state().isFinal()) {
            return Optional.of(new Failure(
                    ami.builder(),
                    FailureCause.AMI_FAILED,
                    ami.id() + " is " + there.state().word() + ": " + there.stateReason()));
        }
        return Optional.of(new Failure(
                ami.builder(),
                FailureCause.AMI_TIMEOUT,
                ami.id() + " is still " + there.state().word() + " after "
                        + request.awaitTimeout().toSeconds() + " s"));
    }

    private Ami settled(Ami ami, Map<String, String> lineage) {
        if (!ami.imdsV2Required()) {
            images.requireImdsV2(ami.region(), ami.id());
        }
        lineage.entrySet().removeIf(tag -> Objects.equals(ami.tags().get(tag.getKey()), tag.getValue()));
        if (!lineage.isEmpty()) {
            images.tag(ami.region(), List.of(ami), lineage);
        }
        return ami.withImdsV2().tagged(lineage);
    }
}
