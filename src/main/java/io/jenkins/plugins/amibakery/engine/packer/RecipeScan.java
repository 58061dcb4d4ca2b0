package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.context.ContextTexts;
import io.jenkins.plugins.amibakery.engine.context.InputFile;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.packer.script.AnsibleScan;
import io.jenkins.plugins.amibakery.engine.packer.script.FloatingScan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Scans what a recipe runs: inline commands, scripts, scripts that those name, playbooks and roles. */
final class RecipeScan {
    /** A list of plays or of tasks may stand anywhere but in these. */
    private static final Pattern NO_TASKS = Pattern.compile(
            "(?:.*/)?(?:group_vars|host_vars|vars|defaults|meta|templates|files|molecule|\\.github)/.*");

    private static final Pattern REQUIREMENTS = Pattern.compile("(?:.*/)?(?:[\\w-]*[-_])?requirements\\.ya?ml");

    private static final Pattern PIP = Pattern.compile("\\bPIP_[A-Z]|pip\\.(?:conf|ini)\\b|\\bpip[\\d.]* config\\b");

    /** Whatever these words go through is run by a pattern, not by name. */
    private static final Pattern BY_PATTERN = Pattern.compile("\\brun-parts\\b|/\\*|\\*\\.(?:ba)?sh\\b");

    /** Provisioners of which all that they run is read, or that run nothing. */
    private static final Set<String> KNOWN = Set.of(
            "shell",
            "shell-local",
            "file",
            "powershell",
            "windows-shell",
            "windows-restart",
            "ansible",
            "ansible-local",
            "breakpoint");

    private final Outline outline;
    private final NamedFiles named;
    private final Consumer<Floating> floating;
    private final List<InputFile> files;
    private final FloatingScan scan = new FloatingScan(this::input);
    private final Set<String> scanned = new HashSet<>();
    private final StringBuilder run = new StringBuilder();

    RecipeScan(Outline outline, Collection<InputFile> files, NamedFiles named, Consumer<Floating> floating) {
        this.outline = outline;
        this.named = named;
        this.floating = floating;
        this.files = files.stream()
                .filter(file -> file.kind() == InputFile.Kind.FILE)
                .toList();
    }

    RecipeScan run() {
        Map<String, String> variables = new HashMap<>();
        for (Component component : outline.others()) {
            boolean provisioner = component.sort() == Component.Sort.PROVISIONER;
            if (provisioner && !KNOWN.contains(component.type())) {
                int line = component.file().lineOf('"' + component.type() + '"');
                String why = "no rule knows what a provisioner of the type " + component.type() + " does";
                floating.accept(new Floating(component.file().name(), line, component.name(), why, Settling.NOTHING));
            }
            for (ObjectNode body : component.bodies()) {
                environment(body).forEach((name, value) -> variables.merge(name, value, FloatingScan.either(name)));
                if (provisioner) {
                    inline(component, body, environment(body));
                    executed(component, body);
                }
            }
        }
        for (InputFile file : files) {
            if (named.scripts().contains(file.name()) && !isYaml(file) || named.anyScript() && isShell(file)) {
                script(file, variables);
            }
        }
        scriptsThatAreRun(variables);
        if (outline.others().stream().anyMatch(one -> one.type().startsWith("ansible"))) {
            files.stream().filter(RecipeScan::isYaml).forEach(this::ansible);
        }
        return this;
    }

    private static boolean isYaml(InputFile file) {
        return file.name().matches(".*\\.ya?ml");
    }

    /** By its name, or by its first line where it has none of these. */
    private static boolean isShell(InputFile file) {
        return file.name().matches(".*\\.(?:sh|bash|zsh|ps1)")
                || !last(file.name()).contains(".")
                        && ContextTexts.of(file)
                                .filter(text -> text.matches("(?s)#!\\s*\\S*(?:/|env +)(?:ba|da|z|k)?sh\\b.*"))
                                .isPresent();
    }

    private void ansible(InputFile file) {
        Optional<String> text = ContextTexts.of(file);
        if (REQUIREMENTS.matcher(file.name()).matches()) {
            text.ifPresent(one ->
                    AnsibleScan.requirements(file.name(), one, this::isRole).forEach(floating));
        } else if (!NO_TASKS.matcher(file.name()).matches()) {
            text.ifPresent(one -> AnsibleScan.tasks(file.name(), one, scan).forEach(floating));
        }
    }

    /** Whether the tasks of a role are read. */
    private boolean isRole(String name) {
        return files.stream()
                .anyMatch(file -> ("/" + file.name()).matches(".*/" + Pattern.quote(name) + "/tasks/[^/]+\\.ya?ml"));
    }

    /** Whether something in the recipe may tell pip to take its distributions from elsewhere, or by other rules. */
    boolean setsPip() {
        return outline.files().stream().anyMatch(file -> sets(new String(file.bytes(), StandardCharsets.UTF_8)))
                || files.stream()
                        .anyMatch(file -> sets(file.name())
                                || ContextTexts.of(file)
                                        .filter(RecipeScan::sets)
                                        .isPresent());
    }

    private static boolean sets(String text) {
        return PIP.matcher(text).find();
    }

    /** What base AMIs settle, where the release of each fixes its package repositories. */
    Set<Floating> settledBy(Collection<BaseImageQuery> bases) {
        boolean list = files.stream().anyMatch(file -> file.name().endsWith(".repo"));
        return list || !FixedReleases.cover(bases) ? Set.of() : scan.settledByRelease();
    }

    private static Map<String, String> environment(ObjectNode body) {
        Map<String, String> variables = new HashMap<>();
        for (String name : List.of("environment_vars", "env")) {
            JsonNode given = body.path(name);
            Json.list(given).stream()
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .forEach(text -> {
                        int equals = text.indexOf('=');
                        if (equals > 0) {
                            variables.put(text.substring(0, equals), text.substring(equals + 1));
                        }
                    });
            given.properties().forEach(member -> variables.put(member.getKey(), Unresolved.text(member.getValue())));
        }
        return variables;
    }

    /** Each member is a line or more of one script. */
    private void inline(Component component, ObjectNode body, Map<String, String> variables) {
        if (body.path("override").isObject()) {
            body.path("override").forEach(own -> {
                if (own instanceof ObjectNode object) {
                    inline(component, object, variables);
                }
            });
        }
        if (Unresolved.is(body.path("inline"))) {
            String text = Unresolved.text(body.path("inline"));
            int line = component.file().lineOf(text);
            String why = "only Packer can tell what it runs";
            floating.accept(new Floating(component.file().name(), line, text, why, Settling.NOTHING));
            return;
        }
        List<JsonNode> inline = new ArrayList<>(Json.list(body.path("inline")));
        inline.addAll(Json.list(body.path("command")));
        StringBuilder script = new StringBuilder();
        List<Integer> lines = new ArrayList<>();
        for (JsonNode one : inline) {
            String text = Unresolved.text(one);
            int line = component.file().lineOf(text);
            text.lines().forEach(each -> {
                lines.add(lines.isEmpty() || text.lines().count() == 1 ? line : lines.get(lines.size() - 1) + 1);
                script.append(each).append('\n');
            });
        }
        run.append(script);
        IntUnaryOperator placed = line -> line > 0 && line <= lines.size() ? lines.get(line - 1) : 0;
        String file = component.file().name();
        boolean windows = component.type().matches("powershell|windows-shell");
        String shebang = Unresolved.text(body.path("inline_shebang")).isEmpty()
                ? "#!/bin/sh"
                : "#!" + Unresolved.text(body.path("inline_shebang"));
        List<Floating> found = windows
                ? scan.windows(file, placed, script.toString())
                : scan.script(file, line -> placed.applyAsInt(line - 1), shebang + "\n" + script, variables);
        found.forEach(floating);
    }

    /** What packer runs a script by; it runs the script itself, or gives it to a shell. */
    private void executed(Component component, ObjectNode body) {
        String command = Unresolved.text(body.path("execute_command"));
        if (command.isEmpty() || !component.type().equals("shell")) {
            return;
        }
        String file = component.file().name();
        int line = component.file().lineOf(command);
        String plain = command.replaceAll("\\{\\{\\s*\\.(?:Vars|EnvVarFile)\\s*}}", "");
        Function<String, List<Floating>> by = script -> scan.script(
                file, at -> line, plain.replaceAll("([\"']?)\\{\\{\\s*\\.(?:Path|Script)\\s*}}\\1", script), Map.of());
        if (!by.apply("-c true").isEmpty()) {
            by.apply("true").forEach(floating);
        }
    }

    private void script(InputFile file, Map<String, String> variables) {
        if (scanned.add(file.name())) {
            ContextTexts.of(file).ifPresent(text -> {
                run.append(text).append('\n');
                scan.script(file.name(), 1, text, variables).forEach(floating);
            });
        }
    }

    /** Scripts that another script runs: by their name, or all of an uploaded directory. */
    private void scriptsThatAreRun(Map<String, String> variables) {
        boolean more = true;
        while (more) {
            String sofar = run.toString();
            boolean all = BY_PATTERN.matcher(sofar).find();
            List<InputFile> next = files.stream()
                    .filter(file -> !scanned.contains(file.name()))
                    .filter(file -> sofar.contains(last(file.name())) || all && isUploaded(file))
                    .filter(RecipeScan::isShell)
                    .toList();
            next.forEach(file -> script(file, variables));
            more = !next.isEmpty();
        }
    }

    private boolean isUploaded(InputFile file) {
        return named.uploads().stream()
                .anyMatch(upload -> file.name().equals(upload) || file.name().startsWith(upload + "/"));
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The text of an input by the last part of a path, as scripts name it at another place on the instance. */
    private Optional<String> input(String path) {
        String wanted = last(path);
        Stream<InputFile> same = files.stream().filter(file -> last(file.name()).equals(wanted));
        return same.findFirst().flatMap(ContextTexts::of);
    }
}
