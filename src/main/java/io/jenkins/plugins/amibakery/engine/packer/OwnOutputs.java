package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.RecipeName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a bake itself writes below its directories: no input, so that a recipe does not differ from itself after its first bake. */
final class OwnOutputs {
    /** Packer's cache of downloads and its report of a crash, byte code of Python, and what ansible remembers of hosts that failed. */
    private static final List<String> NAMES = List.of("packer_cache", "crash.log", "__pycache__");

    private static final String RETRY = ".retry";

    private static final Pattern REDIRECTION = Pattern.compile("[\\w./ =-]+[^&\\d>]>\\s*(?<file>[\\w./-]+)\\s*");

    /** What packer's post-processor {@code provenance} writes of an AMI. */
    private static final Pattern PROVENANCE = Pattern.compile(
            ".+_ami-[0-9a-f]{8,17}(?:_.+)?\\.(?:(?:provenance|sbom\\.att)(?:\\.sigstore)?|sbom\\.(?:cdx|spdx))\\.json");

    private final Set<Path> paths = new HashSet<>();
    private final Set<Path> provenances = new HashSet<>();
    private final Path directory;
    private final Path home;

    /**
     * @param local what runs on this machine and may write files
     * @param environment may say where the bakery keeps its own state
     * @param manifests the value of the variable that says where manifests of images are downloaded to; empty for none
     */
    OwnOutputs(
            Outline outline, LocalPrograms local, Path directory, Map<String, String> environment, String manifests) {
        this.directory = directory;
        this.home = Places.root(outline.template());
        add(PackerTemplate.DEFAULT_MANIFEST);
        add(manifests);
        ofTheBakery(environment.get("XDG_STATE_HOME"), ".local/state");
        ofTheBakery(environment.get("XDG_CACHE_HOME"), ".cache");
        String recipe = RecipeName.of(outline.template().path());
        paths.add(home.resolve(recipe + ".lock.json"));
        redirected(local.components().stream().map(LocalPrograms::commands).collect(Collectors.joining("\n")));
        for (Component component : outline.others()) {
            provenance(component);
            for (ObjectNode body : component.bodies()) {
                boolean download = body.path("direction").asText("").equals("download");
                JsonNode output = component.sort() == Component.Sort.POST_PROCESSOR
                        ? body.path("output")
                        : download ? body.path("destination") : body.path("");
                add(Unresolved.is(output) ? "" : output.asText(""));
            }
        }
    }

    private void provenance(Component component) {
        if (!component.type().equals("provenance") || component.sort() != Component.Sort.POST_PROCESSOR) {
            return;
        }
        for (ObjectNode body : component.bodies()) {
            JsonNode place = body.path("output_dir");
            try {
                String name = Unresolved.is(place) ? "" : place.asText(PackerTemplate.DEFAULT_PROVENANCE);
                provenances.add(directory.resolve(name).normalize());
            } catch (InvalidPathException e) {
                // Packer says so.
                continue;
            }
        }
    }

    /** A file of packer's provenance, or a directory with nothing else in it. */
    private boolean isProvenance(Path path) {
        if (provenances.contains(path)) {
            String[] names = path.toFile().list();
            return names != null
                    && names.length > 0
                    && Stream.of(names)
                            .allMatch(name -> PROVENANCE.matcher(name).matches());
        }
        return provenances.contains(path.getParent())
                && PROVENANCE.matcher(String.valueOf(path.getFileName())).matches();
    }

    /** What the bakery itself remembers from bake to bake. */
    private void ofTheBakery(String set, String usual) {
        boolean given = set != null && set.startsWith("/");
        add((given ? set : System.getProperty("user.home") + "/" + usual) + "/ami-bakery");
    }

    /**
     * The file into which the very first command redirects its output: a shell empties it before anything is written. A later one may come
     * when something has read the file, and one with a condition may not write it.
     */
    private void redirected(String commands) {
        Matcher written = REDIRECTION.matcher(commands.lines().findFirst().orElse(""));
        if (written.matches()) {
            add(written.group("file"));
        }
    }

    /** A directory that holds the recipe is not written as a whole. */
    private void add(String name) {
        try {
            Path path = directory.resolve(name).normalize();
            if (!name.isBlank() && !home.startsWith(path) && !directory.startsWith(path)) {
                paths.add(path);
            }
        } catch (InvalidPathException e) {
            // Packer says so.
        }
    }

    boolean has(Path path) {
        String last = String.valueOf(path.getFileName());
        return NAMES.contains(last)
                || last.endsWith(RETRY)
                || paths.contains(path.normalize())
                || isProvenance(path.normalize());
    }
}
