package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.context.ContextFiles;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the files that a template names: those that lie outside of its context count too, and those that packer runs are scanned. Any
 * text counts as a name when there is such a file, so nothing depends on knowing a setting.
 */
final class NamedFiles {
    /** Packer fails without them. */
    private static final Set<String> NEEDED =
            Set.of("script", "scripts", "playbook_file", "playbook_files", "user_data_file");

    /** Their values are no paths on this machine, or are read for access alone. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("destination|inline|command|execute_command|content|type|name|output"
                    + "|inline_shebang|remote_\\w+|staging_\\w+|guest_os_type|ssh_\\w+|winrm_\\w+|shared_credentials_file|tags?|\\w+_tags?"
                    + "|ami_\\w+|snapshot_\\w+|region|profile|instance_type|device_name");

    /** Only in them an absolute path is one of this machine. */
    private static final Pattern PATH = Pattern.compile(
            "(?:\\w+_)?(?:scripts?|sources?|files?|paths?|dir|directory|roots|tree|config|inventory|template|bag|profile|tests)");

    /** A function that reads a file whose name is no text that stands there. */
    private static final Pattern READS = Pattern.compile(
            "\\b(?:file|templatefile|filebase64|filesha256|filemd5|filesha1|filesha512|fileset)\\s*\\(\\s*"
                    + "(?:var\\.(?<variable>[\\w-]+)\\s*[,)]|(?!\"|path\\.|local\\.)[^\\s)][^,)]*)");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern LIKE_A_PATH =
            Pattern.compile("[\\w.+@%, ~-]*[\\w.~-](?:/[\\w.+@%, ~-]*)*|(?:\\.{1,2}/)+[\\w.+@%/, ~-]*");

    /** A relative name of HCL or JSON, or one below a directory that is known. */
    private static final Pattern KNOWN_START =
            Pattern.compile("^(?:\"(?:[\\w.-]|\\$\\{\\s*path\\.(?:root|cwd)\\s*})|[\\w.-].*\\{\\{)", Pattern.DOTALL);

    /** An upload of nothing. */
    private static final Path NOTHING = Path.of("/dev/null");

    private final ContextFiles files;
    private final PackerTemplate template;
    private final Path directory;
    private final Predicate<Path> own;
    private final Consumer<Floating> floating;
    private final Set<String> scripts = new TreeSet<>();
    private final Set<String> uploads = new TreeSet<>();
    private boolean anyScript;
    private String outside = "";

    /** @param own which paths the bake itself writes before it reads them */
    NamedFiles(
            ContextFiles files,
            PackerTemplate template,
            Path directory,
            Predicate<Path> own,
            Consumer<Floating> floating) {
        this.own = own;
        this.files = files;
        this.template = template;
        this.directory = directory;
        this.floating = floating;
    }

    /** Names of the files that are run on the instance or where packer runs. */
    Set<String> scripts() {
        return scripts;
    }

    /** Names of the directories and files that are uploaded. */
    Set<String> uploads() {
        return uploads;
    }

    /** Whether only packer can tell which scripts it runs: then each in the context may be one. */
    boolean anyScript() {
        return anyScript;
    }

    /** A name that only packer can tell and that may lead out of the context; empty when there is none. */
    Optional<String> outside() {
        return Optional.of(outside).filter(name -> !name.isEmpty());
    }

    /** Adds what a component names. */
    void of(Component component) {
        if (component.sort() == Component.Sort.PROVISIONER || component.sort() == Component.Sort.BUILDER) {
            component.bodies().forEach(body -> in(component, body));
        }
    }

    private void in(Component component, ObjectNode body) {
        boolean uploads = component.type().equals("file") && component.sort() == Component.Sort.PROVISIONER;
        boolean download = uploads && body.path("direction").asText("").equals("download");
        boolean generated = body.path("generated").asText("").equals("true");
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (uploads && name.matches("sources?")) {
                if (!download) {
                    all(component, name, value, !generated, true);
                }
            } else if (NEEDED.contains(name)) {
                all(component, name, value, true, false);
            } else if (!ELSEWHERE.matcher(name).matches()) {
                any(component, name, value);
            }
        }
    }

    private void any(Component component, String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            in(component, object);
        } else if (value.isArray()) {
            value.forEach(one -> any(component, name, one));
        } else if (Unresolved.is(value)) {
            unknown(component, name, Unresolved.text(value));
        } else if (value.isTextual()) {
            mentioned(value.asText(), PATH.matcher(name).matches());
        }
    }

    /** One that begins with a known directory lies in it, unless it goes up again; any other may lie anywhere. */
    private void unknown(Component component, String name, String text) {
        boolean path = NEEDED.contains(name) || PATH.matcher(name).matches();
        boolean placed = KNOWN_START.matcher(text).find() || text.startsWith(directory + "/");
        if (path && !placed) {
            floating.accept(new Floating(
                    component.file().name(),
                    component.file().lineOf(text),
                    name + " " + text,
                    "only Packer can tell which file this names",
                    Settling.NOTHING));
        }
        boolean away = text.contains("..") || path && !files.covers(directory);
        if (away && outside.isEmpty()) {
            outside = name + " " + text;
        }
        anyScript |= name.matches("scripts?");
    }

    /** Packer splits a text at its commas where it wants a list. */
    private void all(Component component, String attribute, JsonNode value, boolean needed, boolean upload) {
        for (JsonNode one : Json.list(value)) {
            if (Unresolved.is(one) || one.isContainerNode()) {
                unknown(component, attribute, one.isContainerNode() ? one.toString() : Unresolved.text(one));
            } else if (!one.isNull() && !one.asText().isBlank()) {
                boolean list = attribute.endsWith("s") && value.isTextual();
                for (String name : list ? one.asText().split(",") : new String[] {one.asText()}) {
                    path(component, attribute, name, needed, upload);
                }
            }
        }
    }

    private void path(Component component, String attribute, String written, boolean needed, boolean upload) {
        Path path = directory.resolve(written);
        // Packer looks for what is not said to be generated before anything writes it.
        if (path.equals(NOTHING) || upload && !needed && own.test(path)) {
            return;
        }
        if (upload && Files.notExists(path)) {
            floating.accept(new Floating(
                    component.file().name(),
                    component.file().lineOf(written),
                    attribute + " " + written,
                    "it is created during the bake, so its content is not known yet",
                    Settling.NOTHING));
            return;
        }
        String by = component.file().name() + ": " + component.name();
        String name = files.named(path, written, by + ", " + attribute + ",");
        if (upload) {
            uploads.add(name);
        } else {
            scripts.add(name);
        }
    }

    /** Adds what any text in an expression names, wherever it stands in the template. */
    void inText(String source) {
        Matcher literal = LITERAL.matcher(source);
        while (literal.find()) {
            JsonNode text = HclExpression.evaluate(
                    literal.group(),
                    word -> Places.of(word, template, directory)
                            .map(com.fasterxml.jackson.databind.node.TextNode::valueOf));
            if (!Unresolved.is(text)) {
                mentioned(text.asText(), false);
            } else if (literal.group().contains("../") && outside.isEmpty()) {
                outside = literal.group();
            }
        }
    }

    /**
     * Adds what a function reads whose argument is a variable.
     *
     * @param values values of variables by name
     */
    void inFunctions(String source, TemplateFile file, Function<String, Optional<String>> values) {
        Matcher call = READS.matcher(source);
        while (call.find()) {
            Optional<String> value = call.group("variable") == null
                    ? Optional.empty()
                    : values.apply(call.group("variable")).filter(text -> !text.contains("${"));
            value.ifPresent(text -> mentioned(text, true));
            if (value.isEmpty()) {
                floating.accept(new Floating(
                        file.name(),
                        file.lineOf(call.group()),
                        call.group(),
                        "only Packer can tell which file this reads",
                        Settling.NOTHING));
            }
        }
    }

    /** Adds what a text names when there is such a file; {@code @} and {@code --option=} before a name are none of it. */
    void mentioned(String text, boolean absolute) {
        String name = text.strip().replaceFirst("^--?[\\w-]+=", "").replaceFirst("^@", "");
        boolean long_ = name.length() > 500 || name.isEmpty() || name.matches("[./]*");
        if (long_ || !LIKE_A_PATH.matcher(name).matches() && !name.startsWith("/")) {
            return;
        }
        try {
            Path given = Path.of(name);
            if (given.isAbsolute()) {
                boolean own = given.normalize().startsWith(directory) || files.covers(given);
                if (absolute || own) {
                    ifThere(given, name, true);
                }
            } else {
                ifThere(directory.resolve(given), name, absolute);
                ifThere(Places.root(template).resolve(given), name, absolute);
            }
        } catch (InvalidPathException e) {
            // No path then.
        }
    }

    /** A single word that a directory happens to have as its name is none. */
    private void ifThere(Path path, String written, boolean surely) {
        boolean there = Files.exists(path) && !path.equals(NOTHING);
        if (there && (surely || written.contains("/") || !Files.isDirectory(path))) {
            files.named(path, written, "The template");
        }
    }
}
