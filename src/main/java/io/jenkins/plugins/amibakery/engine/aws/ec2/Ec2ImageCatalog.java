package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsError;
import io.jenkins.plugins.amibakery.engine.aws.access.Backoff;
import io.jenkins.plugins.amibakery.engine.aws.access.Deadline;
import io.jenkins.plugins.amibakery.engine.aws.access.ServiceClients;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The images of an account as EC2 knows them.
 *
 * <p>A thread that is interrupted in a method without {@link InterruptedException} gets a
 * {@link java.util.concurrent.CancellationException} and stays interrupted.
 */
public final class Ec2ImageCatalog implements ImageCatalog {
    private static final String DESCRIBE = "ec2:DescribeImages";
    private static final String TAG = "ec2:CreateTags";
    private static final String MODIFY = "ec2:ModifyImageAttribute";

    /** EC2 takes no more resources in one call that tags. */
    private static final int MOST_TAGGED = 1000;

    private static final int PAGE = 1000;

    private final Ec2Clients clients;
    private final boolean owned;

    /** @param clients stay open when the catalog is closed */
    public Ec2ImageCatalog(Ec2Clients clients) {
        this(clients, false);
    }

    private Ec2ImageCatalog(Ec2Clients clients, boolean owned) {
        this.clients = clients;
        this.owned = owned;
    }

    /** A catalog with clients of its own, closed with it. */
    public static Ec2ImageCatalog open(AwsAccess access) {
        return new Ec2ImageCatalog(new Ec2Clients(access), true);
    }

    @Override
    public List<Ami> describe(Region region, Collection<AmiId> ids) {
        return describe(region, ids, clients.patience().total());
    }

    /** Asks by a filter: an id in it that is unknown is just missing, while asking by ids would fail as a whole. */
    private List<Ami> describe(Region region, Collection<AmiId> ids, Duration limit) {
        List<String> values = ids.stream().map(AmiId::value).toList();
        return Ec2Filters.inPortions(
                values, some -> images(region, limit, request -> request.filters(Ec2Filters.anyOf("image-id", some))));
    }

    @Override
    public List<Ami> tagged(Region region, String tag, Map<String, String> others) {
        List<Filter> filters = new ArrayList<>(List.of(Ec2Filters.is("tag-key", tag)));
        others.forEach((key, value) -> filters.add(Ec2Filters.is("tag:" + key, value)));
        return images(
                region,
                clients.patience().total(),
                request -> request.owners("self").filters(filters).maxResults(PAGE));
    }

    private List<Ami> images(Region region, Duration limit, Consumer<DescribeImagesRequest.Builder> what) {
        DescribeImagesRequest request = DescribeImagesRequest.builder()
                .includeDeprecated(true)
                .includeDisabled(true)
                .overrideConfiguration(call -> call.apiCallTimeout(limit))
                .applyMutation(what)
                .build();
        List<Image> images = clients.call(
                DESCRIBE,
                region,
                limit,
                ec2 -> ec2.describeImagesPaginator(request).images().stream().toList());
        return images.stream().map(image -> AmiMapper.of(image, region)).toList();
    }

    @Override
    public List<Ami> await(Region region, Collection<AmiId> ids, Duration timeout) throws InterruptedException {
        AmiWait.Look look =
                (wanted, left) -> describe(region, wanted, clients.patience().within(left));
        return new AmiWait(clients.pace(), look).await(ids, timeout);
    }

    @Override
    public void tag(Region region, Collection<Ami> amis, Map<String, String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        List<String> resources =
                amis.stream().flatMap(Ec2ImageCatalog::resources).distinct().toList();
        List<Tag> wanted = tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        for (int from = 0; from < resources.size(); from += MOST_TAGGED) {
            tag(region, resources.subList(from, Math.min(resources.size(), from + MOST_TAGGED)), wanted);
        }
    }

    private static Stream<String> resources(Ami ami) {
        return Stream.concat(
                Stream.of(ami.id().value()), ami.snapshots().stream().map(Snapshot::id));
    }

    private void tag(Region region, List<String> resources, List<Tag> tags) {
        whenKnown(
                TAG,
                () -> clients.call(
                        TAG,
                        region,
                        ec2 -> ec2.createTags(
                                request -> request.resources(resources).tags(tags))));
    }

    @Override
    public void requireImdsV2(Region region, AmiId id) {
        whenKnown(
                MODIFY,
                () -> clients.call(
                        MODIFY,
                        region,
                        ec2 -> ec2.modifyImageAttribute(
                                request -> request.imageId(id.value()).imdsSupport(value -> value.value("v2.0")))));
    }

    /** EC2 may answer for a while that it does not know what it has just made. */
    private void whenKnown(String action, Runnable call) {
        Deadline deadline = clients.pace().deadline(Duration.ofSeconds(20));
        for (int attempt = 0; ; attempt++) {
            try {
                call.run();
                return;
            } catch (BakeFailedException e) {
                if (!AwsError.codeOf(e).endsWith(".NotFound") || deadline.isOver()) {
                    throw e;
                }
                ServiceClients.pause(deadline, Backoff.IMAGE.pause(attempt), action);
            }
        }
    }

    @Override
    public void close() {
        if (owned) {
            clients.close();
        }
    }
}
