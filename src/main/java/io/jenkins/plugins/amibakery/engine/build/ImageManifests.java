package io.jenkins.plugins.amibakery.engine.build;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.packer.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the manifests that a template downloads from its build instances: what packages an image holds.
 *
 * <p>A manifest is a JSON object. Each of its arrays whose members are objects with {@code name} and {@code version} lists packages;
 * {@code architecture} tells apart packages of one name. All else in it is passed over, however long.
 */
public final class ImageManifests {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long LARGEST = 200_000_000;
    private static final String SUFFIX = ".json";

    /** The list that needs no name. */
    private static final String USUAL_LIST = "packages";

    private ImageManifests() {}

    /**
     * The packages of each image whose manifest lies in a directory.
     *
     * @param directory holds {@code BUILD.json} for each packer build that gave one; need not exist
     * @return by build, and there by list: versions by package
     * @throws IOException when one cannot be read or is no manifest, with its name
     */
    public static SortedMap<String, SortedMap<String, SortedMap<String, String>>> in(Path directory)
            throws IOException {
        SortedMap<String, SortedMap<String, SortedMap<String, String>>> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                found.put(name.substring(0, name.length() - SUFFIX.length()), packages(file));
            }
        } catch (NoSuchFileException e) {
            return found;
        }
        return found;
    }

    /**
     * What packages the images of a bake hold. A package is called by its name, one of another list than {@code packages} as {@code flask
     * (python)}, and where several builds have manifests as {@code web: nginx}.
     *
     * @param directory the directory of manifests; need not exist
     * @throws IOException when one cannot be read, or there are more packages than are kept
     */
    public static Map<String, String> versions(Path directory) throws IOException {
        SortedMap<String, SortedMap<String, SortedMap<String, String>>> found = in(directory);
        Map<String, String> versions = new TreeMap<>();
        found.forEach((build, lists) -> lists.forEach((list, packages) -> packages.forEach(
                (name, version) -> versions.put((found.size() > 1 ? build + ": " : "") + named(name, list), version))));
        if (versions.size() > BakeReport.MOST_PACKAGES) {
            throw new IOException("The images hold " + versions.size() + " packages; up to " + BakeReport.MOST_PACKAGES
                    + " are kept");
        }
        return versions;
    }

    private static String named(String name, String list) {
        return list.equals(USUAL_LIST) ? name : name + " (" + list + ")";
    }

    /** The packages one manifest tells of, by list. */
    public static SortedMap<String, SortedMap<String, String>> packages(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("The image's manifest " + file + " is larger than 200 MB");
        }
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = MAPPER.createParser(in)) {
            return lists(parser, file);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException("The image's manifest " + Json.complaint(file.toString(), e));
        }
    }

    private static SortedMap<String, SortedMap<String, String>> lists(JsonParser parser, Path file) throws IOException {
        SortedMap<String, SortedMap<String, String>> lists = new TreeMap<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("The image's manifest " + file + " is no JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                List<Item> items = items(parser);
                if (!items.isEmpty()) {
                    lists.put(name, versions(items));
                }
            } else {
                parser.skipChildren();
            }
        }
        return lists;
    }

    private record Item(String name, String architecture, String version) {}

    private static List<Item> items(JsonParser parser) throws IOException {
        List<Item> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            JsonNode member = MAPPER.readTree(parser);
            String name = member.path("name").asText("");
            String version = member.path("version").asText("");
            if (!name.isBlank() && !version.isBlank()) {
                items.add(new Item(name, member.path("architecture").asText(""), version));
            }
        }
        return items;
    }

    /** A name alone where it is enough, with its architecture where the list has several; versions side by side are joined. */
    private static SortedMap<String, String> versions(List<Item> items) {
        Map<String, Set<String>> architectures = new HashMap<>();
        items.forEach(item -> architectures
                .computeIfAbsent(item.name(), name -> new HashSet<>())
                .add(item.architecture()));
        SortedMap<String, SortedSet<String>> versions = new TreeMap<>();
        for (Item item : items) {
            boolean several = architectures.get(item.name()).size() > 1
                    && !item.architecture().isEmpty();
            String name = several ? item.name() + ":" + item.architecture() : item.name();
            versions.computeIfAbsent(name, unused -> new TreeSet<>()).add(item.version());
        }
        SortedMap<String, String> joined = new TreeMap<>();
        versions.forEach((name, all) -> joined.put(name, String.join(", ", all)));
        return joined;
    }
}
