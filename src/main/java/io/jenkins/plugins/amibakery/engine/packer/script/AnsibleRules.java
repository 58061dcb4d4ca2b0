package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Judges tasks of Ansible's by the table of modules. */
final class AnsibleRules {
    private final String file;
    private final FloatingScan shell;

    AnsibleRules(String file, FloatingScan shell) {
        this.file = file;
        this.shell = shell;
    }

    /** What floats in a task. */
    List<Floating> judge(AnsibleTask task) {
        Optional<Program> known = Programs.ofModule(task.module());
        if (known.isEmpty()) {
            return of(task, task.module(), Verdict.floats(Rules.UNKNOWN + "the module " + task.module() + " does"));
        }
        Program module = known.get();
        return switch (module.field("judged")) {
            case "shell" -> script(task);
            case "windows" ->
                shell.windows(
                        file,
                        line -> AnsibleTask.line(task.key()),
                        text(AnsibleTask.node(task.arguments(), "script").orElse(task.arguments())));
            case "packages" -> packages(task, module);
            case "address" -> address(task, module);
            case "git" -> git(task, module);
            case "image" -> image(task, module);
            case "object" ->
                of(
                        task,
                        task.module(),
                        task.value("mode").orElse("get").startsWith("put")
                                ? Verdict.PINNED
                                : Verdict.floats("what is stored there may be replaced"));
            default -> List.of();
        };
    }

    private List<Floating> of(AnsibleTask task, String text, Verdict verdict) {
        int line = AnsibleTask.line(task.key());
        List<Floating> found = verdict.floating(file, line, text);
        found.stream()
                .filter(one ->
                        one.settling() == Settling.REPOSITORIES && task.module().matches("yum|dnf5?|package"))
                .forEach(shell::ofRelease);
        return found;
    }

    private static String text(Node node) {
        return AnsibleTask.text(node);
    }

    private List<Floating> script(AnsibleTask task) {
        Node node = AnsibleTask.node(task.arguments(), "cmd")
                .or(() -> AnsibleTask.node(task.arguments(), "command"))
                .orElse(task.arguments());
        Optional<Node> words = AnsibleTask.node(task.arguments(), "argv");
        if (words.isPresent() && words.get() instanceof SequenceNode list) {
            List<String> quoted = list.getValue().stream()
                    .map(one -> "'" + text(one).replace("'", "'\\''") + "'")
                    .toList();
            return shell.script(file, AnsibleTask.line(task.key()), String.join(" ", quoted), Map.of());
        }
        boolean block = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED);
        String script = text(node).replaceFirst("^(?:(?:creates|removes|chdir|executable)=\\S+\\s+)+", "");
        boolean path = task.module().equals("script") && !script.startsWith("/");
        return shell.script(file, AnsibleTask.line(node) + (block ? 1 : 0), (path ? "./" : "") + script, Map.of());
    }

    private List<Floating> packages(AnsibleTask task, Program module) {
        String state = task.value("state").orElse("present");
        if (state.matches("absent|removed|build-dep")) {
            return List.of();
        }
        boolean upgrades = task.value("upgrade")
                .filter(how -> !how.matches("no|false|none"))
                .isPresent();
        if (state.equals("latest") || upgrades) {
            return of(
                    task,
                    task.module() + ": state=latest",
                    Verdict.floats("it takes the newest versions", module.settling()));
        }
        Optional<String> deb = task.value("deb").filter(Pins::isAddress);
        if (deb.isPresent()) {
            return of(task, deb.get(), FetchRules.address(deb.get()).withPackages());
        }
        if (task.module().equals("pip")) {
            return pip(task);
        }
        List<String> names = new ArrayList<>(task.values(module.list("values")));
        if (task.module().matches("npm|yarn|bundler|composer|pnpm")
                && task.value("name").isEmpty()) {
            String verb = task.module().equals("npm")
                            && task.value("ci")
                                    .filter(ci -> ci.matches("yes|true"))
                                    .isPresent()
                    ? " ci"
                    : " install";
            return shell.script(file, AnsibleTask.line(task.key()), task.module() + verb, Map.of());
        }
        boolean pinned = task.has(module.list("pinned"));
        return names.stream()
                .map(name -> of(task, task.module() + ": " + name, named(name, pinned, module)))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Verdict named(String name, boolean versioned, Program module) {
        boolean pinned = versioned
                || name.startsWith("/")
                || name.matches(".+={1,2}[^*]*\\d[^*]*|[^:]+-\\d+(?:[.:]\\d+)+[^/*]*|.+@\\d+\\.\\d+.*");
        if (pinned) {
            return module.settling().byLock() ? Verdict.needs(name, module.settling()) : Verdict.PINNED;
        } else if (Pins.isAddress(name)) {
            return FetchRules.address(name).withPackages();
        } else if (name.contains("{{")) {
            return Verdict.floats("the packages it installs are known only when it runs", module.settling());
        }
        boolean pattern = name.matches("@.*|[^=]*[*?].*|.*\\^") && !name.matches(".+-\\d[\\w.]*\\*");
        return pattern
                ? Verdict.floats("which packages " + name + " stands for may change")
                : Verdict.floats(name + " has no version", module.settling());
    }

    /** As the command would be judged. */
    private List<Floating> pip(AnsibleTask task) {
        String version = task.value("version").map(one -> "==" + one).orElse("");
        StringBuilder command = new StringBuilder("pip install");
        task.values(List.of("name"))
                .forEach(name ->
                        command.append(" '").append(name).append(version).append("'"));
        task.value("requirements")
                .ifPresent(list -> command.append(" -r '").append(list).append("'"));
        task.value("extra_args").ifPresent(more -> command.append(" ").append(more));
        return shell.script(file, AnsibleTask.line(task.key()), command.toString(), Map.of());
    }

    private List<Floating> address(AnsibleTask task, Program module) {
        if (task.has(module.list("pinned"))) {
            return List.of();
        }
        boolean plain = !task.has(List.of("headers", "url_username", "user", "body", "method", "force_basic_auth"))
                && task.values(module.list("values")).size() == 1;
        for (String value : task.values(module.list("values"))) {
            if (value.startsWith("ppa:")) {
                return of(task, value, FetchRules.ppa(value));
            }
            boolean id = task.module().equals("apt_key")
                    && task.value("id").orElse("").matches("(?:0x)?[0-9A-Fa-f]{40}");
            boolean list = task.module().matches("apt_repository|zypper_repository") && !value.matches(".*\\.repo");
            String address = value.replace("{{", "${").replaceAll("\\s*}}", "}").replaceAll("\\$\\{\\s*", "\\${");
            boolean fetched = Pins.isAddress(address)
                    || address.startsWith("${") && task.module().matches("get_url|uri");
            if (fetched && !id && !list && !Pins.isHere(address)) {
                String machine = address.replace("${ansible_architecture}", Variants.MACHINE);
                Verdict verdict = FetchRules.addresses(Variants.of(List.of(machine)).stream()
                        .flatMap(List::stream)
                        .toList());
                if (verdict != Verdict.PINNED) {
                    return of(task, value, plain ? verdict : verdict.unasked());
                }
            }
        }
        boolean shortId = task.module().equals("apt_key")
                && task.value("keyserver").isPresent()
                && !task.value("id").orElse("").matches("(?:0x)?[0-9A-Fa-f]{40}");
        return shortId ? of(task, task.module(), FetchRules.shortId()) : List.of();
    }

    private List<Floating> git(AnsibleTask task, Program module) {
        String version = task.value("version").or(() -> task.value("revision")).orElse("HEAD");
        boolean pinned = Pins.isRevision(version) || version.contains("{{");
        String repository =
                task.values(module.list("values")).stream().findFirst().orElse("");
        return pinned
                ? List.of()
                : of(task, repository, FetchRules.git("it takes the latest commit of " + version, repository, version));
    }

    private List<Floating> image(AnsibleTask task, Program module) {
        String name = task.module().contains("container") ? "image" : "name";
        String tag = task.value("tag").map(one -> ":" + one).orElse("");
        boolean local =
                task.value("source").filter(from -> from.matches("load|local")).isPresent();
        boolean builds = task.value("source").filter("build"::equals).isPresent();
        if (local || task.value("state").filter("absent"::equals).isPresent()) {
            return List.of();
        }
        return builds
                ? of(task, task.module(), Verdict.floats(Rules.UNKNOWN + "the build of an image does"))
                : task.values(List.of(name)).stream()
                        .flatMap(image -> of(task, image + tag, FetchRules.image(image + tag)).stream())
                        .limit(1)
                        .toList();
    }
}
