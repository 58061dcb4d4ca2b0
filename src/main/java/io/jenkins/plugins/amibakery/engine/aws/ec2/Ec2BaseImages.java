package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.cloud.BaseImages;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;

/** Base AMIs as EC2 knows them: one call for all ids of a region, and one for each filter. */
public final class Ec2BaseImages implements BaseImages {
    private static final String DESCRIBE = "ec2:DescribeImages";

    /** The newest last; of two made in the same moment the one with the greater id, so that the answer is always the same. */
    private static final Comparator<Ami> AGE = Comparator.comparing(
                    (Ami ami) -> ami.created().orElse(Instant.EPOCH))
            .thenComparing(ami -> ami.id().value());

    private final Ec2Clients clients;

    /** @param clients stay open */
    public Ec2BaseImages(Ec2Clients clients) {
        this.clients = clients;
    }

    @Override
    public Map<BaseImageQuery, BaseImageAnswer> find(Collection<BaseImageQuery> queries) {
        Map<BaseImageQuery, BaseImageAnswer> answers = new LinkedHashMap<>();
        Map<Region, TreeSet<String>> ids = new TreeMap<>();
        for (BaseImageQuery query : queries) {
            query.id()
                    .ifPresentOrElse(
                            id -> ids.computeIfAbsent(query.region(), unused -> new TreeSet<>())
                                    .add(id.value()),
                            () -> answers.computeIfAbsent(query, this::filtered));
        }
        Map<Region, Map<AmiId, BaseImageAnswer>> known = new TreeMap<>();
        ids.forEach((region, wanted) -> known.put(region, described(region, wanted)));
        for (BaseImageQuery query : queries) {
            query.id()
                    .ifPresent(id -> answers.put(
                            query, named(query, known.get(query.region()).get(id))));
        }
        return answers;
    }

    /** By a filter: ids that are not there are just missing then. */
    private Map<AmiId, BaseImageAnswer> described(Region region, Collection<String> ids) {
        List<BaseImageAnswer> images = Ec2Filters.inPortions(
                ids,
                some -> images(
                        region,
                        request -> request.filters(Ec2Filters.anyOf("image-id", some))
                                .includeDeprecated(true)));
        return images.stream()
                .collect(Collectors.toMap(image -> image.found().id(), image -> image, (one, same) -> one));
    }

    private static BaseImageAnswer named(BaseImageQuery query, BaseImageAnswer image) {
        if (image == null) {
            return BaseImageAnswer.none("There is no base AMI " + query.shown()
                    + ": it was deregistered, or is not shared with this account");
        }
        AmiState state = image.found().state();
        return state == AmiState.AVAILABLE
                ? image
                : BaseImageAnswer.none("The base AMI " + query.shown() + " is " + state.word());
    }

    private BaseImageAnswer filtered(BaseImageQuery query) {
        List<BaseImageAnswer> images = images(query.region(), request -> {
            request.filters(query.filters().entrySet().stream()
                    .map(filter -> Ec2Filters.pattern(filter.getKey(), filter.getValue()))
                    .toList());
            request.includeDeprecated(query.includeDeprecated());
            if (!query.owners().isEmpty()) {
                request.owners(query.owners());
            }
        });
        if (images.isEmpty()) {
            return BaseImageAnswer.none("No base AMI is found by " + query.shown());
        }
        if (images.size() > 1 && !query.mostRecent()) {
            return BaseImageAnswer.none(images.size() + " base AMIs are found by " + query.shown()
                    + ", and the template does not say most_recent");
        }
        return images.stream()
                .max(Comparator.comparing(BaseImageAnswer::found, AGE))
                .orElseThrow();
    }

    private List<BaseImageAnswer> images(Region region, Consumer<DescribeImagesRequest.Builder> what) {
        DescribeImagesRequest request =
                DescribeImagesRequest.builder().applyMutation(what).build();
        List<Image> images = clients.call(
                DESCRIBE,
                region,
                ec2 -> ec2.describeImagesPaginator(request).images().stream().toList());
        return images.stream()
                .map(image ->
                        BaseImageAnswer.of(AmiMapper.of(image, region), AmiMapper.instant(image.deprecationTime())))
                .toList();
    }
}
