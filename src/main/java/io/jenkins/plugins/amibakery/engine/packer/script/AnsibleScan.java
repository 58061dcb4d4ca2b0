package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads ansible's playbooks and tasks for what is not pinned, or what no rule knows. */
public final class AnsibleScan {
    /** What a task has beside its module. */
    private static final Set<String> KEYWORDS =
            Set.of(("action local_action any_errors_fatal args async become become_exe become_flags"
                            + " become_method become_user changed_when check_mode collections connection debugger delay delegate_facts delegate_to"
                            + " diff environment failed_when ignore_errors ignore_unreachable loop loop_control module_defaults name no_log notify"
                            + " listen poll port register remote_user retries run_once tags throttle timeout until vars when sudo sudo_user")
                    .split(" "));

    private static final Pattern LISTS = Pattern.compile("(?:pre_|post_)?tasks|handlers|block|rescue|always");

    /** Lookups that read the controller's context and environment alone. */
    private static final Pattern LOOKUP = Pattern.compile(
            "\\b(?:lookup|query|q)\\(\\s*['\"](?:\\w+\\.\\w+\\.)?(?!(?:file|template|env|vars|first_found|fileglob|filetree|dict|items|list"
                    + "|indexed_items|sequence|nested|cartesian|varnames|ini|csvfile|together|subelements|flattened|config|unvault|password"
                    + "|inventory_hostnames|random_choice)['\"])(?<name>\\w+)|^\\s*-?\\s*with_(?<with>url|pipe|lines)\\b");

    private final List<Floating> found = new ArrayList<>();
    private final String file;
    private final String[] lines;
    private final AnsibleRules rules;

    private AnsibleScan(String file, String text, FloatingScan shell) {
        this.file = file;
        this.lines = text.split("\\R", -1);
        this.rules = new AnsibleRules(file, shell);
    }

    /** What floats in a playbook or a file of tasks. */
    public static List<Floating> tasks(String file, String text, FloatingScan shell) {
        if (FloatingScan.isMarked(text)) {
            return List.of();
        }
        shell.reads(text);
        AnsibleScan scan = new AnsibleScan(file, text, shell);
        scan.read(text, top -> {
            if (top instanceof SequenceNode list && isTasks(file, list)) {
                scan.visit(list);
            }
        });
        scan.lookups();
        return List.copyOf(scan.found);
    }

    /** Other lists are YAML, too. */
    private static boolean isTasks(String file, SequenceNode list) {
        return file.matches("(?:.*/)?(?:tasks|handlers)/.*")
                || list.getValue().stream()
                        .filter(MappingNode.class::isInstance)
                        .flatMap(one -> ((MappingNode) one).getValue().stream())
                        .map(member -> AnsibleTask.text(member.getKeyNode()))
                        .anyMatch(key -> key.equals("hosts")
                                || LISTS.matcher(key).matches()
                                || KEYWORDS.contains(key) && !key.matches("name|port|environment|args|timeout|tags")
                                || Programs.ofModule(bare(key)).isPresent());
    }

    /** A module's name without its collection. */
    private static String bare(String module) {
        return module.replaceFirst("^\\w+\\.\\w+\\.", "");
    }

    /**
     * What floats in a file of requirements for ansible-galaxy.
     *
     * @param roles whether the tasks of a role are among the files that are read: what any other does is not known
     */
    public static List<Floating> requirements(String file, String text, Predicate<String> roles) {
        AnsibleScan scan = new AnsibleScan(file, text, null);
        scan.read(text, node -> scan.required(node, roles));
        return List.copyOf(scan.found);
    }

    /** What cannot be read, as no YAML or too much of it, is not known: it floats as a whole. */
    private void read(String text, Consumer<Node> reader) {
        try {
            YamlText.nodes(text, file).ifPresent(reader);
        } catch (IllegalArgumentException e) {
            found.add(new Floating(file, 1, "", "it could not be read: " + e.getMessage(), Settling.NOTHING));
        }
    }

    private void required(Node node, Predicate<String> roles) {
        if (node instanceof SequenceNode list) {
            list.getValue().stream()
                    .filter(one ->
                            !isFixed(one) && AnsibleTask.node(one, "include").isEmpty())
                    .forEach(one -> required(one, wanted(one), roles));
        } else if (node instanceof MappingNode map) {
            for (NodeTuple member : map.getValue()) {
                boolean collections = AnsibleTask.text(member.getKeyNode()).equals("collections");
                required(member.getValueNode(), collections ? any -> true : roles);
            }
        }
    }

    private static String wanted(Node one) {
        return AnsibleTask.node(one, "name")
                .or(() -> AnsibleTask.node(one, "src"))
                .map(AnsibleTask::text)
                .orElse(AnsibleTask.text(one));
    }

    private void required(Node one, String name, Predicate<String> roles) {
        boolean pinned = AnsibleTask.node(one, "version")
                .filter(version -> isVersion(AnsibleTask.text(version)))
                .isPresent();
        String role = name.replaceFirst("^.*[/:]", "").replaceFirst("\\.git$", "");
        if (!pinned) {
            add(AnsibleTask.line(one), name, "ansible-galaxy takes its newest version");
        } else if (!roles.test(role)) {
            add(AnsibleTask.line(one), name, Rules.UNKNOWN + "the role " + role + " does: it is not in the checkout");
        }
    }

    /** Neither a branch nor a range. */
    private static boolean isVersion(String version) {
        return Pins.isRevision(version.replaceFirst("^==", ""));
    }

    private void visit(Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::visit);
        } else if (node instanceof MappingNode map) {
            boolean play = AnsibleTask.node(map, "hosts").isPresent();
            boolean block = AnsibleTask.node(map, "block").isPresent();
            for (NodeTuple member : map.getValue()) {
                String key = AnsibleTask.text(member.getKeyNode());
                if (LISTS.matcher(key).matches()) {
                    visit(member.getValueNode());
                } else if (!play && !block && key.matches("(?:local_)?action")) {
                    action(member, map);
                } else if (!play && !block && !KEYWORDS.contains(key) && !key.startsWith("with_")) {
                    task(key, member.getKeyNode(), member.getValueNode(), map);
                }
            }
        }
    }

    /** The old form: the module's name, then its arguments. */
    private void action(NodeTuple member, MappingNode map) {
        Node value = member.getValueNode();
        String module = value instanceof ScalarNode
                ? AnsibleTask.text(value).strip().split("\\s+")[0]
                : AnsibleTask.node(value, "module").map(AnsibleTask::text).orElse("");
        task(module, member.getKeyNode(), value, map);
    }

    private void task(String name, Node key, Node arguments, MappingNode map) {
        String module = bare(name);
        if (!isFixed(key) && !isFixed(map)) {
            found.addAll(rules.judge(new AnsibleTask(module, key, arguments, map)));
        }
    }

    /** Whether a comment vouches for the line on which something begins. */
    private boolean isFixed(Node node) {
        int line = AnsibleTask.line(node);
        String before = line > 1 ? lines[line - 2].strip() : "";
        return isMark(lines[line - 1]) || before.startsWith("#") && isMark(before);
    }

    private static boolean isMark(String line) {
        Matcher comment = Pattern.compile("(?:^|\\s)(#.*)").matcher(line);
        return comment.find() && ShellSource.MARK.matcher(comment.group(1)).matches();
    }

    private void lookups() {
        for (int i = 0; i < lines.length; i++) {
            Matcher lookup = LOOKUP.matcher(lines[i]);
            if (lookup.find() && !isMark(lines[i])) {
                String name = lookup.group("name") == null ? lookup.group("with") : lookup.group("name");
                add(i + 1, lines[i], Rules.UNKNOWN + "the lookup " + name + " finds");
            }
        }
    }

    private void add(int line, String text, String why) {
        found.add(new Floating(file, line, text, why, Settling.NOTHING));
    }
}
