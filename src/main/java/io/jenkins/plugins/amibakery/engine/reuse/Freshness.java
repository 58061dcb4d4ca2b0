package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.packages.Repositories;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What can settle the parts of a recipe that are not pinned.
 *
 * @param freshFor for how long an AMI is taken although such parts are not settled; null for never
 * @param records what the images of a bake hold, by packer build, for the bake's id; empty when it is not known
 * @param repositories asked about packages; made when first wanted
 */
public record Freshness(
        Duration freshFor, Function<String, Map<String, ImageRecord>> records, Supplier<Repositories> repositories) {
    /** What an image of a packer build holds; its manifest may have the name of an HCL source without its type. */
    Optional<ImageRecord> record(String bakeId, String builder) {
        Map<String, ImageRecord> images = records.apply(bakeId);
        return Optional.ofNullable(images.getOrDefault(builder, images.get(builder.replaceFirst("^[^.]*\\.", ""))));
    }

    /** Whether an AMI of an age is taken whatever is not settled. */
    boolean accepts(Duration age) {
        return freshFor != null && age.compareTo(freshFor) < 0;
    }
}
