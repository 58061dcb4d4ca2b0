package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** pip and its kin: why what they install tomorrow may be another thing. */
final class PythonRules {
    private static final Set<String> VALUES = Set.of(
            "-r",
            "--requirement",
            "-c",
            "--constraint",
            "-i",
            "--index-url",
            "--extra-index-url",
            "-t",
            "--target",
            "--prefix",
            "--root",
            "--timeout",
            "--retries",
            "--proxy",
            "--find-links",
            "-f",
            "--only-binary",
            "--no-binary",
            "--python",
            "--root-user-action",
            "--cache-dir",
            "--log",
            "--trusted-host",
            "--platform",
            "--upgrade-strategy");

    private static final Pattern EXACT = Pattern.compile("[\\w.-]+(?:\\[[^]]*])?===?[^*,<>]+");

    /** Words with which pip takes what its index has, by its usual rules: a wheel at an address, names, and these options. */
    private static final Pattern USUAL = Pattern.compile(
            "-[qvUI]+|--(?:quiet|verbose|upgrade|user|no-input|no-cache-dir|no-warn-script-location|no-deps|no-color"
                    + "|disable-pip-version-check|break-system-packages|ignore-installed|force-reinstall|require-virtualenv)"
                    + "|-[rc]|--(?:requirement|constraint)(?:=\\S+)?|[\\w./-]+\\.txt"
                    + "|https?://\\S+\\.whl|\\w[\\w.-]*(?:\\[[\\w.,-]*])?(?:[<>=!~][\\w.<>=!~*+,-]+)?");

    private static final Pattern INCLUDED = Pattern.compile("(?:-r|--requirement)[\\s=]+(\\S+)");

    private final Function<String, Optional<String>> inputs;

    PythonRules(Function<String, Optional<String>> inputs) {
        this.inputs = inputs;
    }

    /** What becomes of a command that installs; null when it does not. */
    Verdict judge(ShellCommand command) {
        List<String> words = command.words();
        boolean uv = command.program().equals("uv")
                && words.size() > 2
                && words.get(1).equals("pip");
        ShellCommand pip = uv ? command.of(words.subList(1, words.size())) : command;
        List<String> plain = pip.arguments(VALUES);
        String verb = plain.isEmpty() ? "" : plain.get(0);
        if (command.program().equals("easy_install")) {
            return Verdict.of(packages(pip, plain), Settling.LOCK);
        } else if (!verb.matches("install|download|wheel|sync")
                || command.program().equals("uv") && !uv) {
            return verb.equals("sync") && inputs.apply("uv.lock").isPresent() && pip.has("--frozen", "--locked")
                    ? Verdict.PINNED
                    : null;
        }
        if (pip.has("--no-index", "--require-hashes")) {
            return Verdict.PINNED;
        }
        List<String> names = plain.subList(1, plain.size());
        Optional<String> why = packages(pip, names);
        List<String> addresses = names.stream()
                .filter(Pins::isAddress)
                .flatMap(name -> FetchRules.address(name).addresses().stream())
                .toList();
        boolean usual = verb.equals("install")
                && !uv
                && pip.options("-r", "--requirement", "-c", "--constraint").stream()
                        .allMatch(this::isPlain)
                && pip.words().stream()
                        .skip(1)
                        .allMatch(word -> USUAL.matcher(word).matches());
        boolean alone = usual && pip.has("--no-deps") && addresses.size() == names.size();
        Settling settling = alone ? Settling.ADDRESS : usual ? Settling.PYTHON : Settling.LOCK;
        if (why.isPresent()) {
            return new Verdict(why, settling, addresses);
        }
        List<String> lists = pip.options("-r", "--requirement");
        boolean whole =
                pip.has("--no-deps") || names.isEmpty() && lists.stream().allMatch(this::isHashed);
        return whole ? Verdict.PINNED : Verdict.needs(names.isEmpty() ? lists.get(0) : names.get(0), settling);
    }

    /** With a digest of one, pip installs nothing that has none. */
    private boolean isHashed(String list) {
        return inputs.apply(list).filter(text -> text.contains("--hash=")).isPresent();
    }

    /** Whether a list names packages alone: no index of its own, no other list. */
    private boolean isPlain(String list) {
        return inputs.apply(list)
                .filter(text -> text.lines().noneMatch(line -> line.strip().startsWith("-")))
                .isPresent();
    }

    private Optional<String> packages(ShellCommand pip, List<String> packages) {
        String constraints = pip.option("-c", "--constraint");
        boolean constrained = constraints != null
                && inputs.apply(constraints)
                        .filter(text -> loose(text).isEmpty())
                        .isPresent();
        for (String one : packages) {
            if (!constrained && !isPinned(one, pip.has("--no-deps"))) {
                return Optional.of(
                        one.contains("$")
                                ? "the packages it installs are known only when it runs"
                                : one + " has no version");
            }
        }
        return constrained
                ? Optional.empty()
                : pip.options("-r", "--requirement").stream()
                        .map(this::requirements)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static boolean isPinned(String one, boolean alone) {
        boolean there = one.startsWith(".") || one.startsWith("/") || one.endsWith(".whl") || one.endsWith(".tar.gz");
        if (Pins.isAddress(one.replaceFirst("^(git|hg|svn)\\+", "")) || one.contains("+")) {
            return one.matches(".*@[0-9a-f]{7,40}(#.*)?")
                    || !one.startsWith("git+") && Pins.whyMoving(one).isEmpty();
        }
        return EXACT.matcher(one).matches() || there && alone;
    }

    private Optional<String> included(String list, Set<String> seen) {
        if (!seen.add(list)) {
            return Optional.empty();
        }
        Optional<String> text = inputs.apply(list);
        return text.isEmpty() ? Optional.of(list) : loose(text.get(), seen);
    }

    private Optional<String> requirements(String list) {
        Optional<String> text = inputs.apply(list);
        if (text.isEmpty()) {
            return Optional.of("what " + list + " asks for cannot be told: no such file is among the inputs");
        }
        return loose(text.get()).map(one -> list + " gives no version for " + one);
    }

    /** The first line of a requirements file, or of one that it includes, that does not name one version. */
    private Optional<String> loose(String text) {
        return loose(text, new HashSet<>());
    }

    private Optional<String> loose(String text, Set<String> seen) {
        String whole = text.replaceAll("\\\\\\R", " ");
        if (whole.contains("--hash=")) {
            return Optional.empty();
        }
        return whole.lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*", "")
                        .replaceFirst(";.*", "")
                        .strip())
                .map(line -> line.replaceFirst("^(?:-e|--editable)[\\s=]+", ""))
                .map(line -> INCLUDED.matcher(line).matches()
                        ? included(INCLUDED.matcher(line).replaceFirst("$1"), seen)
                        : Optional.of(line)
                                .filter(one -> !one.isEmpty() && !one.startsWith("-"))
                                .filter(one -> !isPinned(one.replace(" ", ""), true)))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
