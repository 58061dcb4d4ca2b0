package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.bakery.ImageManifests;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What packages a bake's images hold, on its way.
 *
 * @param versions by package; empty when the template downloads no manifest of its images
 */
public record RemotePackages(HashMap<String, String> versions) implements Serializable {
    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public RemotePackages {
        Limits.texts("the packages of an image", versions, MOST, Limits.TEXT);
    }

    /** A whole desktop has some thousands; what nobody reads is not kept. */
    static final int MOST = 20_000;

    private static final int LONGEST = 200;

    /** The list that needs no name. */
    private static final String USUAL_LIST = "packages";

    /** None are known. */
    static RemotePackages none() {
        return new RemotePackages(new HashMap<>());
    }

    /**
     * Reads what a bake downloaded. A package is called by its name, one of another list than {@code packages} as {@code flask (python)}, and where
     * several builds have manifests as {@code web: nginx}.
     *
     * @param manifests the directory of manifests; need not exist
     * @throws IOException when one cannot be read, or there are more packages than are kept
     */
    static RemotePackages in(Path manifests) throws IOException {
        SortedMap<String, SortedMap<String, SortedMap<String, String>>> found = ImageManifests.in(manifests);
        HashMap<String, String> versions = new HashMap<>();
        found.forEach((build, lists) -> lists.forEach((list, packages) -> packages.forEach(
                (name, version) -> versions.put((found.size() > 1 ? build + ": " : "") + named(name, list), version))));
        if (versions.size() > MOST) {
            throw new IOException("The images hold " + versions.size() + " packages; up to " + MOST + " are kept");
        }
        versions.replaceAll((name, version) -> brief(version));
        return new RemotePackages(versions);
    }

    private static String named(String name, String list) {
        return brief(list.equals(USUAL_LIST) ? name : name + " (" + list + ")");
    }

    /**
     * For whoever keeps it: texts are kept short, whatever an agent says.
     *
     * @throws IllegalArgumentException when it cannot be an honest answer
     */
    public Map<String, String> checked() {
        if (versions.size() > MOST) {
            throw new IllegalArgumentException(
                    "The agent names more than " + MOST + " packages of an image; that cannot be.");
        }
        Map<String, String> checked = new TreeMap<>();
        versions.forEach((name, version) -> checked.put(brief(name), brief(version)));
        return checked;
    }

    private static String brief(String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
