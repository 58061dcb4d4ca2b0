package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a recipe names its base AMI: by its id, or by a filter. Equal queries get equal answers, so each is asked but once.
 *
 * @param region where it is looked for
 * @param image the image; null when a filter finds it
 * @param filters values of EC2's filters by their names, with EC2's wildcards in them; empty when the id is given
 * @param owners accounts that may own it: twelve digits, {@code self}, {@code amazon} or {@code aws-marketplace}; empty for all
 * @param mostRecent whether the newest is taken of several; otherwise several are an error
 * @param includeDeprecated whether images that their owner has deprecated are found too
 */
public record BaseImageQuery(
        Region region,
        AmiId image,
        SortedMap<String, List<String>> filters,
        List<String> owners,
        boolean mostRecent,
        boolean includeDeprecated)
        implements Serializable {
    public BaseImageQuery {
        SortedMap<String, List<String>> sorted = new TreeMap<>();
        filters.forEach((name, values) -> sorted.put(name, sorted(values)));
        filters = Collections.unmodifiableSortedMap(sorted);
        owners = sorted(owners);
        if ((image != null) != filters.isEmpty()) {
            throw new IllegalArgumentException("A base AMI is named by its id or by a filter, not by "
                    + (image != null ? "both." : "nothing at all: a filter needs at least one condition."));
        }
    }

    /** @param id the image; empty when a filter finds it */
    public BaseImageQuery(
            Region region,
            Optional<AmiId> id,
            SortedMap<String, List<String>> filters,
            List<String> owners,
            boolean mostRecent,
            boolean includeDeprecated) {
        this(region, id.orElse(null), filters, owners, mostRecent, includeDeprecated);
    }

    /** The image; empty when a filter finds it. */
    public Optional<AmiId> id() {
        return Optional.ofNullable(image);
    }

    private static List<String> sorted(Collection<String> values) {
        return List.copyOf(new TreeSet<>(values));
    }

    /** Asks for one image, deprecated or not. */
    public static BaseImageQuery of(Region region, AmiId id) {
        return new BaseImageQuery(region, id, new TreeMap<>(), List.of(), false, true);
    }

    /** What is looked for, for a person: {@code ami-… in us-west-2}, {@code name=debian-12-* of 136693071363 in us-west-2}. */
    public String shown() {
        if (image != null) {
            return image + " in " + region;
        }
        List<String> conditions = new ArrayList<>();
        for (Map.Entry<String, List<String>> filter : filters.entrySet()) {
            conditions.add(filter.getKey() + "=" + String.join(",", filter.getValue()));
        }
        String whose = owners.isEmpty() ? "" : " of " + String.join(",", owners);
        return String.join(" ", conditions) + whose + " in " + region;
    }
}
