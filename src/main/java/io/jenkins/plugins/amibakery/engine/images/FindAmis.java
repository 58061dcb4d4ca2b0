package io.jenkins.plugins.amibakery.engine.images;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for AMIs of this account that a bakery made, newest first. Changes nothing. Tags say which AMIs those are, and tags prove
 * nothing: what counts is decided by {@link FoundAmis#report}.
 *
 * @param regions codes of the regions to look in
 * @param recipe the recipe's name; empty for any
 * @param tags further tags an AMI must have, with their values
 * @param maxAgeDays how old an AMI may be, in days; 0 for any age
 */
public record FindAmis(List<String> regions, String recipe, Map<String, String> tags, int maxAgeDays)
        implements UseCase<FoundAmis> {
    /** EC2 takes no more filters in one call; the bakery needs two of them. */
    private static final int MOST_TAGS = 48;

    private static final int LONGEST_KEY = 128;

    /** @throws IllegalArgumentException with one clear line when something cannot be right */
    public FindAmis {
        regions.forEach(Region::new);
        require(!regions.isEmpty(), "No region is given; name one, such as us-west-2.");
        require(
                recipe.length() <= Limits.TAG_VALUE,
                "A recipe's name has " + Limits.TAG_VALUE + " characters at most.");
        require(tags.size() <= MOST_TAGS, tags.size() + " tags are given; at most " + MOST_TAGS + " are allowed.");
        tags.forEach((key, value) -> {
            require(
                    !key.isBlank() && key.length() <= LONGEST_KEY,
                    "'" + Limits.brief(key, LONGEST_KEY) + "' is not the key of a tag: it has 1 to 128 characters.");
            require(
                    !value.isBlank() && value.length() <= Limits.TAG_VALUE,
                    "The tag " + key + " needs a value of 1 to 256 characters.");
        });
        require(maxAgeDays >= 0, "maxAgeDays is " + maxAgeDays + "; it must be 1 or more, or 0 for any age.");
        regions = List.copyOf(regions);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Which AMIs are meant, to follow their number: {@code of img-mgr in us-west-2}. */
    public String which() {
        StringBuilder which = new StringBuilder(recipe.isEmpty() ? "" : "of " + recipe + " ");
        which.append("in ").append(String.join(", ", regions));
        tags.forEach((key, value) -> which.append(", ").append(key).append('=').append(value));
        return which
                + (maxAgeDays == 0 ? "" : ", " + maxAgeDays + (maxAgeDays == 1 ? " day" : " days") + " old at most");
    }

    @Override
    public FoundAmis run(Workplace place, Cloud cloud) {
        Map<String, String> wanted = new TreeMap<>(tags);
        if (!recipe.isEmpty()) {
            wanted.put(Tags.RECIPE, recipe);
        }
        Instant oldest = maxAgeDays == 0 ? Instant.MIN : Instant.now().minus(Duration.ofDays(maxAgeDays));
        List<Ami> found = new ArrayList<>();
        for (String region : regions) {
            place.progress().says("looking in " + region);
            found.addAll(cloud.images().tagged(new Region(region), Tags.BAKE_ID, wanted));
        }
        return new FoundAmis(found.stream()
                .filter(ami -> !registered(ami).isBefore(oldest))
                .sorted(Comparator.comparing(FindAmis::registered)
                        .reversed()
                        .thenComparing(ami -> ami.id().value()))
                .limit(Limits.IMAGES)
                .toList());
    }

    private static Instant registered(Ami ami) {
        return ami.created().orElse(Instant.EPOCH);
    }
}
