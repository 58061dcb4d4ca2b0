package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the watch of a bake saw in EC2 while it was there. Each thing is one line of text, so that it can be saved as a plain list.
 *
 * @param instances build instances, each once
 * @param images images that copies were about to be made of, each once
 */
public record Sightings(List<SeenInstance> instances, List<ImageFact> images) implements Serializable {
    /** Nothing was seen. */
    public static final Sightings NONE = new Sightings(List.of(), List.of());

    /** No bake has as many; more is no honest record. */
    private static final int MOST = 1_000;

    public Sightings {
        Limits.things("the instances of a bake", instances, SeenInstance.class, MOST);
        Limits.things("the images of a bake", images, ImageFact.class, MOST);
        instances = List.copyOf(instances);
        images = List.copyOf(images);
    }

    /** Both together; of what was seen twice, all that is known. */
    public Sightings and(Sightings more) {
        Map<String, SeenInstance> all = new LinkedHashMap<>();
        instances.forEach(one -> all.put(one.id(), one));
        more.instances.forEach(one -> all.merge(one.id(), one, SeenInstance::and));
        Map<String, ImageFact> seen = new LinkedHashMap<>();
        images.forEach(one -> seen.put(one.id(), one));
        more.images.forEach(one -> seen.put(one.id(), one));
        return new Sightings(List.copyOf(all.values()), List.copyOf(seen.values()));
    }

    /** The instance of an id; empty when it was not seen there. */
    Optional<SeenInstance> instance(Region region, String id) {
        return instances.stream()
                .filter(one -> one.id().equals(id) && one.region().equals(region))
                .findFirst();
    }

    /** One line for each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        instances.forEach(one -> lines.add(one.line()));
        images.forEach(one -> lines.add(one.line()));
        return lines;
    }

    /** What lines tell; one that cannot be read tells nothing. */
    public static Sightings of(Collection<String> lines) {
        Sightings all = NONE;
        for (String line : lines) {
            all = all.and(one(line));
        }
        return all;
    }

    private static Sightings one(String line) {
        String[] words = line.split(" ");
        try {
            return switch (words[0]) {
                case "instance" -> new Sightings(List.of(SeenInstance.of(words)), List.of());
                case "image" -> new Sightings(List.of(), List.of(ImageFact.of(words)));
                default -> NONE;
            };
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return NONE;
        }
    }
}
