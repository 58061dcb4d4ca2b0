package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.cloud.OwnImage;
import io.jenkins.plugins.amibakery.engine.cloud.OwnImages;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * The account's own images as EC2 knows them. A few are asked for by their ids; when there are more than one call takes, all that bakes
 * made are listed, a thousand a call, and only those that are not among them are asked for by their ids.
 */
public final class Ec2OwnImages implements OwnImages {
    private final Ec2Clients clients;

    /** @param clients stay open */
    public Ec2OwnImages(Ec2Clients clients) {
        this.clients = clients;
    }

    @Override
    public List<OwnImage> find(Region region, Collection<AmiId> ids) {
        Set<String> wanted = ids.stream().map(AmiId::value).collect(Collectors.toCollection(HashSet::new));
        List<Image> found = new ArrayList<>();
        Ec2Listing listing = new Ec2Listing(clients, region);
        if (wanted.size() > Ec2Filters.MOST_VALUES) {
            found.addAll(listing.images(Ec2Filters.is("tag-key", Tags.BAKE_ID)));
            found.removeIf(image -> !wanted.remove(image.imageId()));
        }
        found.addAll(Ec2Filters.inPortions(wanted, some -> listing.images(Ec2Filters.anyOf("image-id", some))));
        return found.stream()
                .map(image -> new OwnImage(AmiMapper.of(image, region), AmiMapper.instant(image.deprecationTime())))
                .toList();
    }
}
