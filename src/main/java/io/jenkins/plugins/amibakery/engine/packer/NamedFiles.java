package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files that components of a template name. */
final class NamedFiles {
    /** Packer fails without them. */
    private static final Set<String> NEEDED =
            Set.of("script", "scripts", "playbook_file", "playbook_files", "user_data_file");

    /** They may be made while baking, by ansible-galaxy for example. */
    private static final Set<String> POSSIBLE = Set.of(
            "playbook_dir",
            "playbook_paths",
            "role_paths",
            "roles_path",
            "collections_path",
            "collection_paths",
            "galaxy_file",
            "inventory_file",
            "inventory_directory",
            "group_vars",
            "host_vars",
            "cookbook_paths",
            "data_bags_path",
            "environments_path",
            "encrypted_data_bag_secret_path",
            "config_template",
            "validation_key_path",
            "manifest_file",
            "manifest_dir",
            "module_paths",
            "hiera_config_path",
            "local_state_tree",
            "local_pillar_roots",
            "minion_config",
            "grains_file",
            "profile",
            "vars_file",
            "tests");

    /** Their values are no paths on this machine. */
    private static final Set<String> ELSEWHERE = Set.of(
            "destination",
            "inline",
            "execute_command",
            "environment_vars",
            "env",
            "type",
            "name",
            "content",
            "output",
            "inline_shebang",
            "remote_path",
            "remote_folder",
            "remote_file",
            "guest_os_type",
            "ssh_private_key_file",
            "ssh_certificate_file",
            "ssh_bastion_private_key_file",
            "shared_credentials_file");

    private static final Pattern FUNCTION = Pattern.compile(
            "\\b(?<name>file|templatefile|filebase64|filesha256|filemd5|filesha1|filesha512|fileset)\\s*\\(\\s*"
                    + "\"(?<path>(?:[^\"\\\\]|\\\\.)*)\"(?:\\s*,\\s*\"(?<pattern>[^\"]*)\")?");

    /** An upload of nothing. */
    private static final Path NOTHING = Path.of("/dev/null");

    private final InputTree tree;
    private final PackerTemplate template;
    private final Path directory;
    private final Consumer<Floating> floating;
    private final Set<String> scripts = new TreeSet<>();
    private final Set<String> playbooks = new TreeSet<>();
    private final Set<String> requirements = new TreeSet<>();

    NamedFiles(InputTree tree, PackerTemplate template, Path directory, Consumer<Floating> floating) {
        this.tree = tree;
        this.template = template;
        this.directory = directory;
        this.floating = floating;
    }

    /** Names of the files that are run on the instance or where packer runs. */
    Set<String> scripts() {
        return scripts;
    }

    /** Names of playbooks. */
    Set<String> playbooks() {
        return playbooks;
    }

    /** Names of files that say what ansible-galaxy installs. */
    Set<String> requirements() {
        return requirements;
    }

    /** Adds what a component names. */
    void of(Component component) {
        if (component.sort() == Component.Sort.DATA) {
            return;
        }
        for (ObjectNode body : component.bodies()) {
            in(component, body);
        }
    }

    private void in(Component component, ObjectNode body) {
        boolean uploads = component.type().equals("file") && component.sort() == Component.Sort.PROVISIONER;
        boolean download = body.path("direction").asText("").equals("download");
        boolean generated = body.path("generated").asText("").equals("true");
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (uploads && (name.equals("source") || name.equals("sources"))) {
                if (!download) {
                    paths(component, name, value, !generated);
                }
            } else if (component.type().equals("file") && component.sort() == Component.Sort.POST_PROCESSOR) {
                continue;
            } else if (NEEDED.contains(name) || POSSIBLE.contains(name)) {
                paths(component, name, value, NEEDED.contains(name));
            } else if (value.isObject() && !ELSEWHERE.contains(name)) {
                in(component, (ObjectNode) value);
            } else if (component.sort() == Component.Sort.PROVISIONER && !ELSEWHERE.contains(name)) {
                Json.list(value).forEach(this::ifThere);
            }
        }
    }

    private void paths(Component component, String attribute, JsonNode value, boolean needed) {
        for (JsonNode one : Json.list(value)) {
            if (Unresolved.is(one) || one.isContainerNode()) {
                String text = one.isContainerNode() ? one.toString() : Unresolved.text(one);
                floating.accept(new Floating(
                        component.file().name(),
                        component.file().lineOf(text),
                        attribute + " " + text,
                        "only Packer can tell which file this names",
                        Settling.NOTHING));
            } else if (!one.isNull() && !one.asText().isBlank()) {
                path(component, attribute, one.asText(), needed);
            }
        }
    }

    private void path(Component component, String attribute, String written, boolean needed) {
        Path path = directory.resolve(written);
        if (path.equals(NOTHING)) {
            return;
        }
        if (!needed && Files.notExists(path)) {
            if (attribute.startsWith("source")) {
                floating.accept(new Floating(
                        component.file().name(),
                        component.file().lineOf(written),
                        attribute + " " + written,
                        "it is created during the bake, so its content is not known yet",
                        Settling.NOTHING));
            }
            return;
        }
        String by = component.file().name() + ": " + component.name();
        String name = tree.add(path, written, by + ", " + attribute + ",");
        if (attribute.startsWith("script") || attribute.equals("user_data_file")) {
            scripts.add(name);
        } else if (attribute.startsWith("playbook_file")) {
            playbooks.add(name);
            new Playbooks(tree, directory).beside(path, by).forEach(playbooks::add);
        } else if (attribute.equals("galaxy_file")) {
            requirements.add(name);
        }
    }

    /** A provisioner this house does not know may name files too; what is there by that name is taken for one. */
    private void ifThere(JsonNode value) {
        String text = value.isTextual() ? value.asText().replaceFirst("^@|^--?[\\w-]+=@?", "") : "";
        try {
            boolean like =
                    text.matches("[\\w./-]+") && (text.contains("/") || text.contains(".")) && !text.matches("[./]*");
            if (like && !Path.of(text).isAbsolute() && Files.exists(directory.resolve(text))) {
                tree.add(directory.resolve(text), text, "The template");
            }
        } catch (InvalidPathException e) {
            // No path then.
        }
    }

    /** Adds the files that functions in an HCL expression read; their paths count from the template's directory. */
    void inFunctions(String source, TemplateFile file) {
        Matcher call = FUNCTION.matcher(source);
        while (call.find()) {
            JsonNode path = HclExpression.evaluate(
                    '"' + call.group("path") + '"',
                    word -> Places.of(word, template, directory)
                            .map(com.fasterxml.jackson.databind.node.TextNode::valueOf));
            if (Unresolved.is(path)) {
                floating.accept(new Floating(
                        file.name(),
                        file.lineOf(call.group()),
                        call.group(),
                        "only Packer can tell which file this names",
                        Settling.NOTHING));
                continue;
            }
            String by = file.name() + ": " + call.group("name") + "()";
            Path base = Places.root(template);
            if (call.group("name").equals("fileset")) {
                Path start = base.resolve(path.asText());
                tree.addMatching(String.valueOf(call.group("pattern")), start, by);
            } else {
                tree.add(base.resolve(path.asText()), path.asText(), by);
            }
        }
        boolean unknown = Stream.of(source.split("\\b(?:file|templatefile|filebase64|fileset)\\s*\\(", -1))
                .skip(1)
                .anyMatch(after -> !after.stripLeading().startsWith("\""));
        if (unknown) {
            floating.accept(new Floating(
                    file.name(),
                    file.lineOf(source),
                    source,
                    "only Packer can tell which file this reads",
                    Settling.NOTHING));
        }
    }

    /** Adds the files that the user's patterns match. */
    void further(List<String> patterns) {
        patterns.forEach(pattern -> tree.addMatching(pattern, directory, "The inputs pattern"));
    }
}
