package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Commands that install packages: why tomorrow's may be others. */
final class InstallRules {
    /** How it begins to say that names stand for packages that only the repositories know. */
    static final String WHICH = "which packages ";

    private static final Pattern PATTERN = Pattern.compile("[*?\\[]|\\^$|^@");
    private static final Pattern FILE = Pattern.compile("[/.].*|.*\\.(?:deb|rpm|apk|whl|tgz|gem|snap)");
    private static final Pattern VERSIONED =
            Pattern.compile("^([\\w.+:-]+?)(?:=.*|-(?:\\d|\\$\\{?\\w*(?i:version))[^/]*)$");
    private static final Pattern NPM_VERSION = Pattern.compile("(?:@[\\w.-]+/)?[\\w.-]+@v?\\d+\\.\\d+\\.\\d+\\S*");

    private final Function<String, Optional<String>> inputs;

    InstallRules(Function<String, Optional<String>> inputs) {
        this.inputs = inputs;
    }

    /** What becomes of a command that installs or upgrades; null when it does neither. */
    Verdict judge(Program program, ShellCommand command) {
        boolean installs = program.names("installs", command);
        if (!installs && !program.names("upgrades", command)) {
            return null;
        }
        if (program.names("dry", command)) {
            return Verdict.PINNED;
        }
        List<String> plain = program.arguments(command);
        if (!installs) {
            String what = plain.isEmpty() ? command.program() : plain.get(0);
            return Verdict.floats("'" + what + "' takes the newest versions", program.settling());
        }
        List<String> names = plain.subList(Math.min(verbs(program, plain), plain.size()), plain.size());
        boolean pinned = program.names("pinned", command);
        Verdict verdict =
                pinned ? Verdict.PINNED : names.isEmpty() ? unnamed(program) : named(program, plain.get(0), names);
        boolean alone = program.names("alone", command)
                || program.field("alone").isEmpty() && !program.settling().byLock();
        return verdict == Verdict.PINNED && !names.isEmpty() && !alone
                ? Verdict.needs(names.get(0), program.settling())
                : verdict;
    }

    private static int verbs(Program program, List<String> plain) {
        List<String> installs = program.list("installs");
        boolean two = plain.size() > 1 && installs.contains(plain.get(0) + ":" + plain.get(1));
        return installs.contains("*") ? 0 : two ? 2 : 1;
    }

    private Verdict unnamed(Program program) {
        String lock = program.field("lock");
        if (!lock.isEmpty()) {
            return inputs.apply(lock).isPresent()
                    ? Verdict.PINNED
                    : Verdict.floats("no " + lock + " is among the inputs", program.settling());
        }
        return Verdict.floats("it installs the newest version of what is missing", program.settling());
    }

    private static Verdict named(Program program, String verb, List<String> names) {
        String version = program.field("version");
        List<String> loose = names.stream()
                .filter(name -> version.isEmpty() || !name.matches(version) || name.contains("*"))
                .filter(name -> !isFile(name))
                .filter(name -> !Pins.isAddress(name) || Pins.whyMoving(name).isPresent())
                .toList();
        List<String> fetched = loose.stream().filter(Pins::isAddress).toList();
        if (fetched.size() == 1 && program.settling() == Settling.REPOSITORIES) {
            return FetchRules.address(fetched.get(0)).withPackages();
        }
        Optional<Verdict> never = loose.stream()
                .map(name -> never(verb.contains("group") ? "@" + name : name))
                .flatMap(Optional::stream)
                .findFirst();
        return never.orElseGet(
                () -> Verdict.of(loose.stream().findFirst().map(name -> name + " has no version"), program.settling()));
    }

    /** Why no repository settles a name; which version of it is asked for does not matter for that. */
    private static Optional<Verdict> never(String wanted) {
        String name = VERSIONED.matcher(wanted).replaceFirst("$1");
        if (name.contains("$") || name.isEmpty()) {
            return Optional.of(Verdict.floats("the packages it installs are known only when it runs"));
        }
        if (Pins.isAddress(name)) {
            List<String> addresses = FetchRules.address(name).addresses();
            return Optional.of(new Verdict(Optional.of(name + " has no version"), Settling.NOTHING, addresses));
        }
        if (PATTERN.matcher(name).find()) {
            return Optional.of(Verdict.floats(WHICH + name.replaceFirst("^@", "") + " stands for may change"));
        }
        return Optional.empty();
    }

    /** Files on the instance are among the recipe's inputs, or came by a command that is judged itself. */
    private static boolean isFile(String word) {
        boolean path = word.startsWith("/") || word.startsWith(".");
        return !Pins.isAddress(word)
                && (path || !word.contains("*"))
                && FILE.matcher(word).matches();
    }

    /** What becomes of npm and its kin; null when a command installs nothing. */
    Verdict javascript(ShellCommand command) {
        List<String> words = command.arguments(Set.of("--prefix", "--registry", "-C", "--cwd"));
        String verb = words.isEmpty() ? "" : words.get(0);
        if (command.program().equals("npx")) {
            return packages(words.stream().limit(1).toList());
        }
        if (Set.of("update", "upgrade", "up").contains(verb)) {
            return Verdict.floats("'" + verb + "' takes the newest versions", Settling.LOCK);
        }
        int from = verb.equals("global") ? 2 : 1;
        boolean installs = Set.of("install", "i", "add", "global", "ci").contains(verb)
                || verb.isEmpty() && command.program().equals("yarn");
        if (!installs) {
            return null;
        }
        if (command.has("--frozen-lockfile", "--immutable") || verb.equals("ci")) {
            return Verdict.PINNED;
        }
        if (words.size() > from) {
            return packages(words.subList(from, words.size()));
        }
        boolean locked = Stream.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml")
                .anyMatch(name -> inputs.apply(name).isPresent());
        return locked
                ? Verdict.PINNED
                : Verdict.floats("without a lock file it takes the newest versions that fit", Settling.LOCK);
    }

    private static Verdict packages(List<String> names) {
        Stream<String> loose = names.stream()
                .filter(name -> !NPM_VERSION.matcher(name).matches() && !isFile(name))
                .filter(name -> !Pins.isAddress(name) || Pins.whyMoving(name).isPresent());
        return loose.findFirst()
                .map(name -> Verdict.floats(name + " has no version", Settling.LOCK))
                .or(() -> names.stream().findFirst().map(name -> Verdict.needs(name, Settling.LOCK)))
                .orElse(Verdict.PINNED);
    }
}
