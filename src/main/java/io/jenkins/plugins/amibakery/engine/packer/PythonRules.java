package io.jenkins.plugins.amibakery.engine.packer;

import java.util.ArrayList;
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

    private static final Pattern INCLUDED = Pattern.compile("(?:-r|--requirement)[\\s=]+(\\S+)");

    private final Function<String, Optional<String>> inputs;

    PythonRules(Function<String, Optional<String>> inputs) {
        this.inputs = inputs;
    }

    Optional<String> why(ShellCommand command) {
        List<String> words = new ArrayList<>(command.words());
        if (command.program().matches("python[\\d.]*|uv") && words.size() > 2) {
            int pip = words.indexOf("pip");
            if (pip < 1 || pip > 3) {
                return Optional.empty();
            }
            words = words.subList(pip, words.size());
        }
        ShellCommand pip = new ShellCommand(words, command.line(), command.text(), false);
        if (!pip.program().matches("pip[\\d.]*|pipx|easy_install")) {
            return Optional.empty();
        }
        List<String> plain = pip.arguments(VALUES);
        boolean installs =
                !plain.isEmpty() && Set.of("install", "download", "wheel").contains(plain.get(0));
        boolean local = pip.has("--no-index", "--require-hashes");
        return installs && !local ? packages(pip, plain.subList(1, plain.size())) : Optional.empty();
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
        String list = pip.option("-r", "--requirement");
        return list == null || constrained ? Optional.empty() : requirements(list);
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
