package io.jenkins.plugins.amibakery.engine.packages;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.InstalledPackage;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An image's packages and repositories as its manifest has them; all else in a manifest is passed over, however long. */
public final class RecordJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long LARGEST = 200_000_000;
    private static final String SUFFIX = ".json";

    private RecordJson() {}

    /**
     * Reads a manifest.
     *
     * @return empty when it records no repositories
     * @throws IOException with one line when it cannot be read or is no honest one
     */
    public static Optional<ImageRecord> manifest(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("The image's manifest " + file + " is larger than 200 MB");
        }
        try (InputStream in = Files.newInputStream(file)) {
            ImageRecord record = read(MAPPER.createParser(in));
            return Optional.of(record).filter(one -> !one.repositories().isEmpty());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("The repositories in the image's manifest " + file + " cannot be read", e);
        }
    }

    /**
     * Reads the manifests of a directory, {@code BUILD.json} each.
     *
     * @param directory need not exist
     * @return by build, those that record repositories
     */
    public static SortedMap<String, ImageRecord> in(Path directory) throws IOException {
        SortedMap<String, ImageRecord> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                manifest(file).ifPresent(image -> found.put(name.substring(0, name.length() - SUFFIX.length()), image));
            }
        } catch (NoSuchFileException e) {
            return found;
        }
        return found;
    }

    /**
     * Reads several.
     *
     * @throws IllegalArgumentException when the text is not one that {@link #text} wrote
     */
    public static Map<String, ImageRecord> read(String text) {
        Map<String, ImageRecord> images = new TreeMap<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    images.put(name, read(parser));
                }
                return images;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("A record of an image's packages cannot be read.", e);
        }
        throw new IllegalArgumentException("A record of an image's packages cannot be read.");
    }

    private static ImageRecord read(JsonParser parser) throws IOException {
        List<InstalledPackage> packages = new ArrayList<>();
        List<PackageRepository> repositories = new ArrayList<>();
        Map<String, String> keys = new LinkedHashMap<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("not an object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
            if (isList && "packages".equals(name)) {
                members(parser).forEach(one -> packages.add(installed(one)));
            } else if (isList && "repositories".equals(name)) {
                members(parser).forEach(one -> repositories.add(repository(one)));
            } else if (isList && "keys".equals(name)) {
                members(parser).forEach(one -> keys.put(text(one, "name"), text(one, "base64")));
            } else {
                parser.skipChildren();
            }
        }
        return new ImageRecord(packages, repositories, keys);
    }

    private static List<JsonNode> members(JsonParser parser) throws IOException {
        List<JsonNode> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (members.size() >= BakeReport.MOST_PACKAGES) {
                throw new IllegalArgumentException("too many");
            }
            members.add(MAPPER.readTree(parser));
        }
        return members;
    }

    private static InstalledPackage installed(JsonNode one) {
        return new InstalledPackage(
                text(one, "name"),
                text(one, "version"),
                text(one, "architecture"),
                text(one, "candidate"),
                text(one, "suite"));
    }

    private static PackageRepository repository(JsonNode one) {
        Kind kind = Kind.valueOf(text(one, "kind").toUpperCase(Locale.ROOT));
        Names names = Names.of(kind);
        return new PackageRepository(
                kind,
                text(one, names.address),
                text(one, names.suite),
                texts(one, "components"),
                texts(one, "architectures"),
                text(one, names.state),
                text(one, names.date),
                texts(one, "keys"),
                text(one, "note"));
    }

    /** What each kind calls its facts. */
    private enum Names {
        APT("uri", "suite", "inRelease", "date"),
        RPM("baseurl", "id", "checksum", "revision"),
        APK("url", "suite", "checksum", "date"),
        PYTHON("url", "version", "checksum", "date");

        private final String address;
        private final String suite;
        private final String state;
        private final String date;

        Names(String address, String suite, String state, String date) {
            this.address = address;
            this.suite = suite;
            this.state = state;
            this.date = date;
        }

        static Names of(Kind kind) {
            return valueOf(kind.name());
        }
    }

    private static String text(JsonNode one, String name) {
        return one.path(name).asText("");
    }

    private static List<String> texts(JsonNode one, String name) {
        List<String> texts = new ArrayList<>();
        one.path(name).forEach(member -> texts.add(member.asText("")));
        return texts;
    }

    /** Records by packer build as JSON, which {@link #read(String)} takes. */
    public static String text(Map<String, ImageRecord> images) {
        ObjectNode root = MAPPER.createObjectNode();
        images.forEach((name, image) -> write(image, root.putObject(name)));
        try {
            return MAPPER.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and lists can always be written.", e);
        }
    }

    private static void write(ImageRecord record, ObjectNode root) {
        ArrayNode packages = root.putArray("packages");
        record.packages().forEach(one -> {
            ObjectNode node = packages.addObject();
            put(node, "name", one.name());
            put(node, "version", one.version());
            put(node, "architecture", one.architecture());
            put(node, "candidate", one.candidate());
            put(node, "suite", one.suite());
        });
        ArrayNode repositories = root.putArray("repositories");
        record.repositories().forEach(one -> write(one, repositories.addObject()));
        ArrayNode keys = root.putArray("keys");
        record.keys()
                .forEach((name, base64) -> keys.addObject().put("name", name).put("base64", base64));
    }

    private static void write(PackageRepository one, ObjectNode node) {
        Names names = Names.of(one.kind());
        put(node, "kind", one.kind().name().toLowerCase(Locale.ROOT));
        put(node, names.address, one.address());
        put(node, names.suite, one.suite());
        one.components().forEach(node.withArray("components")::add);
        one.architectures().forEach(node.withArray("architectures")::add);
        put(node, names.state, one.state());
        put(node, names.date, one.date());
        one.keys().forEach(node.withArray("keys")::add);
        put(node, "note", one.note());
    }

    private static void put(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }
}
