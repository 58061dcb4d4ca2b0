package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.packer.script.AnsibleScan;
import io.jenkins.plugins.amibakery.engine.packer.script.FloatingScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** Scans what a recipe runs: inline commands, scripts, scripts that those name, playbooks and roles. */
final class RecipeScan {
    /** Nobody writes longer scripts; what is longer is a program. */
    private static final long LARGEST = 2_000_000;

    private final Outline outline;
    private final NamedFiles named;
    private final Consumer<Floating> floating;
    private final List<InputFile> files;
    private final FloatingScan scan = new FloatingScan(this::input);
    private final Set<String> scanned = new HashSet<>();
    private final StringBuilder run = new StringBuilder();

    RecipeScan(Outline outline, InputTree tree, NamedFiles named, Consumer<Floating> floating) {
        this.outline = outline;
        this.named = named;
        this.floating = floating;
        this.files = tree.all().stream()
                .filter(file -> file.kind() == InputFile.Kind.FILE)
                .toList();
    }

    void run() {
        Map<String, String> variables = new HashMap<>();
        for (Component component : outline.others()) {
            for (ObjectNode body : component.bodies()) {
                variables.putAll(environment(body));
                inline(component, body, environment(body));
            }
        }
        for (InputFile file : files) {
            if (named.scripts().contains(file.name())) {
                script(file, variables);
            }
        }
        scriptsThatAreNamed(variables);
        for (InputFile file : files) {
            boolean tasks = file.name().matches("(?:.*/)?(?:tasks|handlers)/(?:.*/)?[^/]+\\.ya?ml");
            if (named.playbooks().contains(file.name())
                    || tasks && !named.playbooks().isEmpty()) {
                text(file)
                        .ifPresent(text ->
                                AnsibleScan.tasks(file.name(), text, scan).forEach(floating));
            }
            if (named.requirements().contains(file.name())) {
                text(file)
                        .ifPresent(text ->
                                AnsibleScan.requirements(file.name(), text).forEach(floating));
            }
        }
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
        List<Floating> found = windows
                ? scan.windows(file, placed, script.toString())
                : scan.script(file, placed, script.toString(), variables);
        found.forEach(floating);
    }

    private void script(InputFile file, Map<String, String> variables) {
        if (scanned.add(file.name())) {
            text(file).ifPresent(text -> {
                run.append(text).append('\n');
                scan.script(file.name(), 1, text, variables).forEach(floating);
            });
        }
    }

    /** A script that was uploaded and that another script runs by its name. */
    private void scriptsThatAreNamed(Map<String, String> variables) {
        boolean more = true;
        while (more) {
            String sofar = run.toString();
            List<InputFile> next = files.stream()
                    .filter(file -> file.name().matches(".*\\.(?:sh|bash|zsh|ps1)"))
                    .filter(file -> !scanned.contains(file.name()) && sofar.contains(last(file.name())))
                    .toList();
            next.forEach(file -> script(file, variables));
            more = !next.isEmpty();
        }
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The text of an input by the last part of a path, as scripts name it at another place on the instance. */
    private Optional<String> input(String path) {
        String wanted = last(path);
        Stream<InputFile> same = files.stream().filter(file -> last(file.name()).equals(wanted));
        return same.findFirst().flatMap(RecipeScan::text);
    }

    private static Optional<String> text(InputFile file) {
        try {
            return Files.size(file.path()) > LARGEST
                    ? Optional.empty()
                    : Optional.of(new String(Files.readAllBytes(file.path()), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BakeFailedException(
                    FailureCause.INPUT_MISSING, "'" + file.name() + "' cannot be read: " + IoReasons.of(e));
        }
    }
}
