package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Commands that install packages: why tomorrow's may be others. */
final class InstallRules {
    private static final Set<String> SYSTEM = Set.of(
            "apt-get",
            "apt",
            "aptitude",
            "apt-fast",
            "unattended-upgrade",
            "unattended-upgrades",
            "yum",
            "dnf",
            "dnf5",
            "microdnf",
            "tdnf",
            "zypper",
            "amazon-linux-extras");

    private static final Set<String> SYSTEM_VALUES = Set.of(
            "-o",
            "-t",
            "--target-release",
            "-c",
            "--option",
            "--enablerepo",
            "--disablerepo",
            "--repo",
            "-x",
            "--exclude",
            "--releasever",
            "--installroot",
            "--setopt",
            "-X",
            "--repository",
            "--virtual",
            "-p",
            "--root",
            "--from",
            "-r");

    private static final Pattern RPM_VERSION =
            Pattern.compile("[\\w.+-]+-(?:\\d+:)?\\d[\\w.~^+:]*(?:-[\\w.~^+]+)?(?:\\.\\w+)?");
    private static final Pattern NPM_VERSION = Pattern.compile("(?:@[\\w.-]+/)?[\\w.-]+@v?\\d+\\.\\d+\\.\\d+\\S*");

    private final PythonRules python;
    private final Function<String, Optional<String>> inputs;

    InstallRules(Function<String, Optional<String>> inputs) {
        this.inputs = inputs;
        this.python = new PythonRules(inputs);
    }

    /** What settles the packages of a command. */
    Settling settling(ShellCommand command) {
        return SYSTEM.contains(command.program()) ? Settling.REPOSITORIES : Settling.LOCK;
    }

    Optional<String> why(ShellCommand command) {
        Optional<String> pip = python.why(command);
        if (pip.isPresent()) {
            return pip;
        }
        return switch (command.program()) {
            case "apt-get", "apt", "aptitude", "apt-fast" ->
                system(command, Set.of("install", "reinstall", "build-dep"), word -> word.matches("[^=]+=[^*]+"))
                        .or(() -> upgrade(command, "upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade"));
            case "unattended-upgrade", "unattended-upgrades" -> newest("every package");
            case "apk" ->
                system(command, Set.of("add"), word -> word.matches("[^=<>~]+=[^*]+"))
                        .or(() -> upgrade(command, "upgrade"));
            case "yum", "dnf", "microdnf", "tdnf", "dnf5" ->
                system(
                                command,
                                Set.of("install", "localinstall", "reinstall", "groupinstall"),
                                InstallRules::isRpmVersion)
                        .or(() -> upgrade(
                                command, "update", "upgrade", "distro-sync", "update-minimal", "upgrade-minimal"));
            case "zypper" ->
                system(command, Set.of("install", "in"), word -> word.matches("[^=]+=.+") || isRpmVersion(word))
                        .or(() -> upgrade(command, "update", "up", "dup", "dist-upgrade", "patch"));
            case "pacman" ->
                command.words().stream().anyMatch(word -> word.matches("-S[a-z]*"))
                        ? newest("every package it names")
                        : Optional.empty();
            case "amazon-linux-extras" -> system(command, Set.of("install"), word -> false);
            case "rpm", "dpkg" -> Optional.empty();
            case "snap" ->
                command.option("--revision") != null ? Optional.empty() : after(command, "install", word -> false);
            case "flatpak", "brew" -> after(command, "install", word -> word.matches(".+@\\d+\\.\\d+\\.\\d+.*"));
            case "choco", "winget", "scoop" ->
                command.option("--version", "-v") != null
                        ? Optional.empty()
                        : after(command, "install", word -> false).or(() -> upgrade(command, "upgrade"));
            case "install-module", "install-package", "install-script", "update-module" ->
                command.words().stream()
                                .anyMatch(word -> word.toLowerCase(Locale.ROOT).startsWith("-requiredversion"))
                        ? Optional.empty()
                        : newest(
                                command.arguments(Set.of()).stream().findFirst().orElse("what it names"));
            case "install-windowsupdate" -> newest("every update");
            case "npm", "pnpm", "yarn", "npx" -> javascript(command);
            case "gem" ->
                command.option("-v", "--version") != null
                        ? Optional.empty()
                        : after(command, "install", word -> word.matches(".+:\\d+(\\.\\d+)+|.+\\.gem"))
                                .or(() -> upgrade(command, "update"));
            case "bundle", "bundler" ->
                locked(command, "install", "Gemfile.lock").or(() -> upgrade(command, "update"));
            case "composer" ->
                locked(command, "install", "composer.lock")
                        .or(() -> after(command, "require", word -> word.matches("[^:]+:\\d+\\.\\d+\\.\\d+")))
                        .or(() -> upgrade(command, "update"));
            case "go" ->
                after(
                                command,
                                "install",
                                word -> word.startsWith(".") || word.matches(".+@v\\d+\\.\\d+.*|.+@[0-9a-f]{12,40}"))
                        .or(() -> after(command, "get", word -> word.startsWith(".") || word.matches(".+@v\\d+.*")));
            case "cargo" ->
                command.option("--version", "--vers", "--rev", "--path") != null
                        ? Optional.empty()
                        : after(command, "install", word -> word.matches(".+@\\d+\\.\\d+.*"));
            case "conda", "mamba", "micromamba" -> after(command, "install", word -> word.matches("[^=<>]+==?\\d.*"));
            case "ansible-galaxy" ->
                command.has("-r", "--role-file", "--requirements-file")
                        ? Optional.empty()
                        : after(
                                command,
                                "install",
                                word -> word.matches("collection|role") || word.matches(".+[,:](==)?v?\\d+\\.\\d+.*"));
            case "helm" ->
                command.option("--version") != null ? Optional.empty() : after(command, "install", word -> false);
            default -> Optional.empty();
        };
    }

    private static Optional<String> newest(String what) {
        return Optional.of("it takes the newest version of " + what);
    }

    private static boolean isRpmVersion(String word) {
        return RPM_VERSION.matcher(word).matches() && !word.contains("*");
    }

    private static Optional<String> upgrade(ShellCommand command, String... verbs) {
        List<String> words = command.arguments(SYSTEM_VALUES);
        return Stream.of(verbs)
                .filter(verb -> !words.isEmpty() && words.get(0).equals(verb))
                .findFirst()
                .map(verb -> "'" + verb + "' takes the newest versions");
    }

    private Optional<String> system(ShellCommand command, Set<String> verbs, Predicate<String> pinned) {
        List<String> words = command.arguments(SYSTEM_VALUES);
        if (words.isEmpty() || !verbs.contains(words.get(0))) {
            return Optional.empty();
        }
        boolean nothing = command.has("--download-only", "--no-download", "-s", "--simulate", "--dry-run");
        return nothing ? Optional.empty() : first(words.subList(1, words.size()), pinned);
    }

    /** Packages after a verb, in package managers that have few options. */
    private static Optional<String> after(ShellCommand command, String verb, Predicate<String> pinned) {
        List<String> words =
                command.arguments(Set.of("--prefix", "-C", "--registry", "-n", "--name", "-c", "--channel", "--root"));
        int at = words.indexOf(verb);
        return at < 0 || at > 1 ? Optional.empty() : first(words.subList(at + 1, words.size()), pinned);
    }

    /** Files on the instance are among the recipe's inputs, or came by a command that is judged itself. */
    private static Optional<String> first(List<String> packages, Predicate<String> pinned) {
        return packages.stream()
                .filter(word -> !pinned.test(word) && !isFile(word))
                .filter(word -> !Pins.isAddress(word) || Pins.whyMoving(word).isPresent())
                .findFirst()
                .map(word -> word.contains("$") || word.isEmpty()
                        ? "the packages it installs are known only when it runs"
                        : word + " has no version");
    }

    private static boolean isFile(String word) {
        return !Pins.isAddress(word)
                && (word.startsWith("/")
                        || word.startsWith("./")
                        || word.startsWith("../")
                        || word.matches(".*\\.(deb|rpm|apk|whl|tgz|gem|snap)"));
    }

    private Optional<String> javascript(ShellCommand command) {
        List<String> words = command.arguments(Set.of("--prefix", "--registry", "-C", "--cwd"));
        String verb = words.isEmpty() ? "" : words.get(0);
        boolean frozen = command.has("--frozen-lockfile", "--immutable");
        if (command.program().equals("npx")) {
            return first(
                    words.stream().limit(1).toList(),
                    word -> NPM_VERSION.matcher(word).matches());
        }
        if (Set.of("update", "upgrade", "up").contains(verb)) {
            return newest("what it updates");
        }
        int from = verb.equals("global") ? 2 : 1;
        boolean installs = Set.of("install", "i", "add", "global").contains(verb)
                || verb.isEmpty() && command.program().equals("yarn");
        if (!installs || frozen) {
            return Optional.empty();
        }
        if (words.size() <= from) {
            boolean locked = Stream.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml")
                    .anyMatch(name -> inputs.apply(name).isPresent());
            return locked ? Optional.empty() : Optional.of("without a lock file it takes the newest versions that fit");
        }
        return first(
                words.subList(from, words.size()),
                word -> NPM_VERSION.matcher(word).matches());
    }

    private Optional<String> locked(ShellCommand command, String verb, String lock) {
        boolean runs = command.arguments(Set.of()).stream()
                .findFirst()
                .filter(verb::equals)
                .isPresent();
        boolean settled =
                command.has("--frozen", "--deployment") || inputs.apply(lock).isPresent();
        return runs && !settled ? Optional.of("no " + lock + " is among the inputs") : Optional.empty();
    }
}
