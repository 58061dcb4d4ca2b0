package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/** Reads scripts for commands that are not pinned: they take what is newest, or no rule knows what they do. */
public final class FloatingScan {
    /** Packer fills these in; so does Ansible. */
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{[^{}]*}}|\\{%[^{}]*%}");

    private static final Pattern MARKED =
            Pattern.compile("(?m)^\\s*(?:#|//|::|REM)\\s*ami-bakery:\\s*fixed\\s+file\\b");

    /** Installs packages from other repositories than the release's, or of another release. */
    private static final Pattern OTHER_REPOSITORIES =
            Pattern.compile("(?i)yum\\.repos\\.d|config-manager|--repofrompath|--enablerepo"
                    + "|\\bcopr\\b|\\S\\.rpm\\b|\\.repo\\b|yum_repository|install[^\\n]*-release\\b"
                    + "|releasever(?!\"?\\s*[=:]?\\s*[\"']?2023\\.\\d+\\.\\d{8})");

    private final Function<String, Optional<String>> inputs;
    private final Set<Floating> ofRelease = new HashSet<>();
    private boolean otherRepositories;

    /** @param inputs text of the one input whose name ends with a file's name; empty when there is none */
    public FloatingScan(Function<String, Optional<String>> inputs) {
        this.inputs = inputs;
    }

    /** Makes one value of two that a variable may have. */
    public static BinaryOperator<String> either(String name) {
        return (one, other) -> one.equals(other) ? one : Variants.either(name, one, other);
    }

    /** Whether a text is a script of a shell, as far as its first line tells. */
    static boolean isShell(String text) {
        return !text.startsWith("#!")
                ? text.indexOf('\0') < 0
                : text.lines().findFirst().orElse("").matches("#!.*\\b(?:ba|da|a|k|z)?sh\\b.*");
    }

    /** Whether the author of a text that is no shell script vouches for all of it. */
    static boolean isMarked(String text) {
        return MARKED.matcher(text).find();
    }

    /**
     * What floats in a script.
     *
     * @param file its name in messages
     * @param firstLine the line of the file at which the script begins, from 1; 0 when no line can be told
     * @param variables what is set where it runs
     */
    public List<Floating> script(String file, int firstLine, String script, Map<String, String> variables) {
        return script(file, line -> firstLine == 0 ? 0 : firstLine + line - 1, script, variables);
    }

    /** The same of a script whose lines stand anywhere in the file, or nowhere: 0. */
    public List<Floating> script(String file, IntUnaryOperator lines, String script, Map<String, String> variables) {
        reads(script);
        if (file.matches("(?i).*\\.(?:ps1|psm1|bat|cmd)")) {
            return windows(file, lines, script);
        }
        String first = script.lines().findFirst().orElse("");
        if (!isShell(script)) {
            if (isMarked(script)) {
                return List.of();
            }
            String program = first.replaceFirst("#!\\s*(?:\\S*/env\\s+(?:-\\S+\\s+)*)?", "")
                    .replaceFirst("\\s.*", "");
            ShellCommand command = new ShellCommand(List.of(program, "-"), 1, first, null, script, 1);
            return found(file, lines, List.of(command));
        }
        try {
            String plain = TEMPLATE.matcher(script).replaceAll("\\${template}");
            return found(file, lines, ShellText.commands(plain, variables, inputs));
        } catch (IllegalArgumentException e) {
            return List.of(new Floating(
                    file,
                    lines.applyAsInt(1),
                    "",
                    "it cannot be read as a shell script: " + e.getMessage(),
                    Settling.NOTHING));
        }
    }

    /** What floats in a script for PowerShell or cmd; of the lines that no rule knows the first, for the whole of it. */
    public List<Floating> windows(String file, IntUnaryOperator lines, String script) {
        Set<String> unknown = new HashSet<>();
        return isMarked(script)
                ? List.of()
                : found(file, lines, WindowsText.commands(script)).stream()
                        .filter(one -> !one.why().startsWith(Rules.UNKNOWN) || unknown.add(Rules.UNKNOWN))
                        .toList();
    }

    private List<Floating> found(String file, IntUnaryOperator lines, List<ShellCommand> commands) {
        Rules rules = new Rules(commands, inputs);
        Map<List<Object>, Floating> found = new LinkedHashMap<>();
        for (ShellCommand command : commands) {
            Verdict verdict = rules.judge(command);
            int line = lines.applyAsInt(command.line());
            verdict.floating(file, line, command.text())
                    .forEach(one ->
                            found.putIfAbsent(List.of(one.line(), one.text(), one.settling(), one.address()), one));
            boolean packages = verdict.settling() == Settling.REPOSITORIES
                    || verdict.why().orElse("").startsWith(InstallRules.WHICH);
            if (packages && command.program().matches("yum|dnf5?|microdnf|tdnf")) {
                ofRelease.add(
                        new Floating(file, line, command.text(), verdict.why().orElseThrow(), verdict.settling()));
            }
        }
        return List.copyOf(found.values());
    }

    /** Notes that a module of Ansible's installs system packages. */
    void ofRelease(Floating one) {
        ofRelease.add(one);
    }

    /** Notes whether a text adds repositories. */
    void reads(String text) {
        otherRepositories |= OTHER_REPOSITORIES.matcher(text).find();
    }

    /**
     * What the scripts read so far install by dnf: the base AMI's release settles it on a system whose repositories a release fixes.
     * Empty when one of them adds a repository, or takes another release.
     */
    public Set<Floating> settledByRelease() {
        return otherRepositories ? Set.of() : Set.copyOf(ofRelease);
    }
}
