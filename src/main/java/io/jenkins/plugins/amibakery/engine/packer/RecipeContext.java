package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.context.ContextFiles;
import io.jenkins.plugins.amibakery.engine.context.ContextSize;
import io.jenkins.plugins.amibakery.engine.context.ContextTexts;
import io.jenkins.plugins.amibakery.engine.context.InputFile;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files and variables of the environment that may decide the images of a recipe: everything in the directory of its template, what the
 * template names elsewhere, and the whole checkout where something may read from it that cannot be foreseen.
 */
final class RecipeContext {
    /** What ansible reads where it runs and in a home directory. */
    private static final List<String> OF_ANSIBLE = List.of(
            "~/.ansible.cfg",
            "~/.ansible/roles",
            "~/.ansible/collections",
            "~/.ansible/plugins",
            "/etc/ansible",
            "/usr/share/ansible");

    private static final List<String> OF_A_ROLE =
            List.of("tasks/main", "tasks/main.yml", "tasks/main.yaml", "meta/main", "meta/main.yml", "meta/main.yaml");

    private static final Pattern PLUGIN =
            Pattern.compile("packer-(?:builder|provisioner|post-processor|datasource|plugin)-.*");

    private final Outline outline;
    private final VariableSources sources;
    private final Consumer<Floating> floating;
    private final Path directory;
    private final Path home;
    private final LocalPrograms local;
    private final ContextFiles files;
    private final NamedFiles named;
    private String widened = "";
    private Map<String, String> environment = Map.of();

    RecipeContext(Outline outline, VariableSources sources, Consumer<Floating> floating) {
        this.outline = outline;
        this.sources = sources;
        this.floating = floating;
        this.directory = sources.directory();
        this.home = Places.root(outline.template());
        this.local = LocalPrograms.of(outline);
        OwnOutputs own = new OwnOutputs(outline, local, directory, sources.environment(), value("image_manifests"));
        Set<Path> read = alreadyRead();
        this.files = new ContextFiles(
                directory,
                path -> own.has(path) || read.contains(path.toAbsolutePath().normalize()),
                this::notKnown);
        this.named = new NamedFiles(files, outline.template(), directory, own::has, floating);
    }

    private String value(String variable) {
        return outline.values().get(variable).map(VariableValue::text).orElse("");
    }

    /** Templates count by their tokens and files of variables by their values. */
    private Set<Path> alreadyRead() {
        Set<Path> read = new HashSet<>();
        Path template = outline.template().path().toAbsolutePath().normalize();
        if (Files.isDirectory(template)) {
            outline.files()
                    .forEach(file ->
                            read.add(template.resolve(Path.of(file.name()).getFileName())));
        } else {
            read.add(template);
        }
        VariableFile.automatic(outline.template()).forEach(read::add);
        sources.files().forEach(file -> read.add(directory.resolve(file).normalize()));
        return read;
    }

    private void notKnown(String name, String why) {
        floating.accept(new Floating(name, 0, "", why, Settling.NOTHING));
    }

    /** Collects everything; the globs of further files come last and count whatever is ignored. */
    void read(Reachable reachable, List<String> inputs) {
        files.context(home);
        components().forEach(named::of);
        components().forEach(component -> component.settings().forEach(one -> inText(one, component.file())));
        outline.rest().forEach(one -> inText(one, outline.files().get(0)));
        reachable
                .locals()
                .forEach(name ->
                        inText(outline.locals().get(name), outline.files().get(0)));
        widen();
        ofAnsible();
        ofPacker();
        inputs.forEach(pattern -> files.matching(pattern, "The inputs pattern"));
        readEnvironment();
    }

    private void inText(Setting setting, TemplateFile file) {
        named.inText(setting.source());
        if (outline.template().isHcl()) {
            named.inFunctions(
                    setting.source(), file, name -> outline.values().get(name).map(VariableValue::text));
        }
    }

    private Stream<Component> components() {
        return Stream.concat(outline.builders().values().stream(), outline.others().stream());
    }

    private void widen() {
        boolean away = !files.covers(directory);
        Optional<String> why = local.widening(() -> away || LocalPrograms.leadsUp(texts()) || settingsLeadUp())
                .or(() -> named.outside().map(name -> "only Packer can tell what '" + name + "' names"));
        why.ifPresent(reason -> {
            widened = reason;
            files.context(LocalPrograms.checkout(home, directory));
            if (!files.covers(directory)) {
                files.context(directory);
            }
        });
    }

    private boolean settingsLeadUp() {
        return local.texts().anyMatch(text -> text.contains(".."));
    }

    private ContextTexts texts() {
        return new ContextTexts(files.all());
    }

    /** A playbook brings all that lies beside it, and paths in its settings may lead anywhere. */
    private void ofAnsible() {
        if (!local.has("ansible")) {
            return;
        }
        List<Path> playbooks = local.components().stream()
                .filter(one -> one.type().equals("ansible"))
                .flatMap(one -> one.bodies().stream())
                .flatMap(body -> Stream.of("playbook_file", "playbook_files")
                        .flatMap(name -> Json.list(body.path(name)).stream()))
                .filter(name -> !Unresolved.is(name) && !name.asText("").isEmpty())
                .map(name -> directory.resolve(name.asText()).normalize().getParent())
                .filter(place -> place != null)
                .toList();
        playbooks.stream().filter(place -> !files.covers(place)).toList().forEach(files::context);
        playbooks.forEach(this::likeRole);
        String user = sources.environment().getOrDefault("HOME", "");
        for (String place : OF_ANSIBLE) {
            Path path = Path.of(place.replaceFirst("^~", user.isEmpty() ? "/nonexistent" : user));
            if (Files.exists(path)) {
                files.named(path, place, "ansible");
            }
        }
        files.all().stream()
                .filter(file -> file.name().endsWith("ansible.cfg"))
                .flatMap(file -> ContextTexts.of(file).stream())
                .flatMap(text -> Stream.of(text.split("[\\s:=,]+")))
                .filter(word -> word.startsWith("/"))
                .forEach(word -> named.mentioned(word, true));
    }

    /** Ansible takes a folder for one of a role, and looks for files elsewhere, if its parent has such files. */
    private void likeRole(Path playbooks) {
        for (String name : OF_A_ROLE) {
            Path path = playbooks.resolveSibling(name).normalize();
            if (Files.exists(path)) {
                files.named(path, directory.relativize(path).toString(), "ansible");
            }
        }
    }

    /** Packer reads its settings from the home directory, and up to 1.6 takes plugins from there, from where it runs and lies. */
    private void ofPacker() {
        Path user = Path.of(sources.environment().getOrDefault("HOME", "/nonexistent"));
        Path settings = user.resolve(".packerconfig");
        if (Files.exists(settings)) {
            files.named(settings, "~/.packerconfig", "Packer");
        }
        plugins(directory, ".");
        plugins(user.resolve(".packer.d/plugins"), "~/.packer.d/plugins");
        plugins(user.resolve(".config/packer/plugins"), "~/.config/packer/plugins");
        Stream.of(sources.environment().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(place -> place.startsWith("/") && Files.isExecutable(Path.of(place, "packer")))
                .findFirst()
                .ifPresent(place -> plugins(Path.of(place), place));
    }

    private void plugins(Path place, String shown) {
        try (Stream<Path> entries = Files.isDirectory(place) ? Files.list(place) : Stream.empty()) {
            entries.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> PLUGIN.matcher(name).matches())
                    .sorted()
                    .forEach(name -> files.named(place.resolve(name), shown + "/" + name, "Packer"));
        } catch (java.io.IOException e) {
            notKnown(shown, "it cannot be listed: " + e.getMessage());
        }
    }

    private void readEnvironment() {
        if (local.isEmpty()) {
            return;
        }
        LocalEnvironment reads = new LocalEnvironment(sources.environment());
        reads.texts(texts());
        local.components().forEach(one -> reads.text(one.type()));
        outline.files().forEach(file -> reads.text(new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8)));
        environment = new TreeMap<>(reads.counting());
        valuesThatArePaths();
        outside();
    }

    /** A variable counts by its value; where that is a path, what lies there is read, too. */
    private void valuesThatArePaths() {
        environment.forEach((name, value) -> {
            Path path =
                    value.matches("[^:\\x00\\n]+") ? directory.resolve(value).normalize() : directory;
            if (!files.covers(path) && Files.isRegularFile(path)) {
                files.named(path, value, "The environment");
            }
        });
    }

    private void outside() {
        String commands =
                local.components().stream().map(LocalPrograms::commands).collect(Collectors.joining("\n"));
        Set<String> scripts = new HashSet<>();
        local.components()
                .forEach(one -> one.bodies()
                        .forEach(body -> Stream.of("script", "scripts")
                                .flatMap(name -> Json.list(body.path(name)).stream())
                                .filter(name -> !Unresolved.is(name))
                                .forEach(name ->
                                        scripts.add(files.name(directory.resolve(name.asText()), name.asText())))));
        Component first = local.components().get(0);
        boolean known = LocalPrograms.isUnderVersionControl(home);
        for (LocalReading.Found one : new LocalReading(commands, scripts, files.all()).outside(known)) {
            boolean own = one.file().isEmpty();
            floating.accept(new Floating(
                    own ? first.file().name() : one.file(),
                    own ? first.file().lineOf(one.text()) : 0,
                    one.text(),
                    one.why(),
                    Settling.NOTHING));
        }
    }

    Collection<InputFile> files() {
        return files.all();
    }

    NamedFiles named() {
        return named;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** What it is and how large, for a person. */
    String shown() {
        return ContextSize.of(files.all()).shown() + (widened.isEmpty() ? "" : "; the whole checkout: " + widened);
    }
}
