package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Commands that fetch something: why it may be another thing tomorrow. Each says null where it has no opinion. */
final class FetchRules {
    private static final String MOVES = "checkout|reset|switch|merge|rebase|cherry-pick|worktree";

    private static final Pattern OTHERWISE = Pattern.compile(
            "-[dXFuHbeATr]|-[a-zA-Z]*[dFu]|--(?:data.*|request|form|user|header|cookie|referer|user-agent|upload-file|recursive|mirror"
                    + "|post-.*|method|body-.*|oauth2-bearer|json|url-query|range|next|page-requisites)(?:=.*)?|-[mpK]");

    private final Checksums checksums;
    private final boolean checkedOut;
    private final boolean clones;
    private final boolean moves;
    private final boolean redirected;

    FetchRules(List<ShellCommand> commands, Checksums checksums) {
        this.checksums = checksums;
        long out = commands.stream().filter(FetchRules::checksOut).count();
        long clones = commands.stream()
                .filter(command ->
                        command.program().equals("git") && command.words().contains("clone"))
                .filter(command -> command.option("-b", "--branch", "--revision") == null)
                .map(ShellCommand::words)
                .distinct()
                .count();
        checkedOut = out > 0 && out >= clones;
        List<List<String>> gits = commands.stream()
                .filter(command -> command.program().equals("git"))
                .map(ShellCommand::words)
                .toList();
        this.clones = gits.stream().anyMatch(words -> words.contains("clone"));
        moves = commands.stream()
                .filter(command -> command.program().equals("git"))
                .anyMatch(command -> movesTo(command).isPresent());
        redirected = gits.stream().flatMap(List::stream).anyMatch(word -> word.matches("(?i).*(?:insteadof|proxy).*"));
    }

    private static boolean checksOut(ShellCommand command) {
        boolean moves = command.program().equals("git")
                && Stream.of("checkout", "reset", "switch").anyMatch(command.words()::contains);
        return moves && command.words().stream().anyMatch(Pins::isRevision);
    }

    Verdict fetch(Program program, ShellCommand command) {
        boolean wget = command.program().equals("wget");
        boolean asks = command.has("-I", "--head", "--spider", "-V", "--version", "-h", "--help");
        boolean head = !wget && command.words().stream().anyMatch(word -> word.matches("-[A-Za-z]{0,5}I[A-Za-z]{0,5}"));
        String named = wget ? command.option("-O", "--output-document") : command.option("-o", "--output");
        String output = named == null ? command.into() : named;
        if (asks || head || "/dev/null".equals(output)) {
            return Verdict.PINNED;
        }
        if (wget && command.has("-i", "--input-file")) {
            return Verdict.floats("the versions in its list may change");
        }
        List<String> addresses = program.arguments(command).stream()
                .filter(word -> Pins.isAddress(word)
                        || word.matches("(?:[\\w-]+\\.)+[a-z]{2,}(?:/\\S*)?")
                        || word.contains("$"))
                .filter(address -> !Pins.isHere(address))
                .filter(address -> !checksums.settles(output == null ? address.replaceFirst("\\?.*", "") : output))
                .toList();
        Verdict verdict = addresses(addresses);
        boolean plain = command.words().stream().noneMatch(FetchRules::asksOtherwise);
        return plain ? verdict : verdict.unasked();
    }

    /** What becomes of what several addresses serve. */
    static Verdict addresses(List<String> addresses) {
        List<Verdict> moving = addresses.stream()
                .map(FetchRules::address)
                .filter(verdict -> verdict != Verdict.PINNED)
                .toList();
        if (moving.isEmpty()) {
            return Verdict.PINNED;
        }
        String why = moving.get(0).why().orElseThrow();
        return moving.stream().anyMatch(verdict -> verdict.settling() != Settling.ADDRESS)
                ? Verdict.floats(why)
                : Verdict.at(
                        why,
                        moving.stream()
                                .flatMap(verdict -> verdict.addresses().stream())
                                .toArray(String[]::new));
    }

    /** With such an option the answer is not the one that everybody gets who asks the address. */
    private static boolean asksOtherwise(String option) {
        return OTHERWISE.matcher(option).matches();
    }

    /** What becomes of what one address serves. */
    static Verdict address(String address) {
        Optional<String> moving = Pins.whyMoving(address);
        boolean plain = address.matches("(?i)https?://\\S+") && !address.contains("$");
        String key = "the signing key or the list of a repository at " + address + " may be replaced";
        return moving.map(why -> Pins.isKeyOrList(address) && plain ? key : why)
                .map(why -> plain ? Verdict.at(why, address) : Verdict.floats(why))
                .orElse(Verdict.PINNED);
    }

    private static Optional<String> among(ShellCommand command, String... verbs) {
        return Stream.of(verbs).filter(command.words()::contains).findFirst();
    }

    Verdict revision(ShellCommand command) {
        boolean takes = among(command, "co", "checkout", "export", "clone", "update", "up", "pull")
                .isPresent();
        boolean pinned = command.has("-r", "--revision", "-u");
        return !takes ? null : pinned ? Verdict.PINNED : Verdict.floats("it takes the latest revision");
    }

    Verdict git(Program program, ShellCommand command) {
        List<String> words = program.arguments(command);
        String verb = words.isEmpty() ? "" : words.get(0);
        if (verb.equals("pull") || command.has("--remote") || verb.equals("fetch") && !checkedOut) {
            return Verdict.floats("it takes the latest commit");
        }
        if (!verb.equals("clone")) {
            boolean elsewhere = verb.matches(MOVES) && movesTo(command).isPresent() && !clones;
            return elsewhere
                    ? Verdict.floats("which commit " + movesTo(command).get() + " is may change")
                    : verb.equals("fetch") ? Verdict.PINNED : null;
        }
        String branch = command.option("-b", "--branch", "--revision");
        boolean pinned = branch == null ? checkedOut : Pins.isRevision(branch) || checkedOut;
        String why = branch == null
                ? "no commit is checked out afterwards, so it takes the latest"
                : "the branch " + branch + " moves";
        boolean plain = !redirected && words.size() > 1 && !command.has("-c", "--config", "--mirror", "--bundle-uri");
        return pinned
                ? Verdict.PINNED
                : plain ? git(why, words.get(1), moves ? "*" : branch == null ? "HEAD" : branch) : Verdict.floats(why);
    }

    /** A repository whose commit decides: that of a branch or a tag, of HEAD, or of all of them: {@code *}. */
    static Verdict git(String why, String repository, String ref) {
        boolean plain = repository.matches("https?://[^\\s$@#?]+") && ref.matches("[\\w./*-]+");
        return plain ? Verdict.at(why, "git+" + repository + "#" + ref) : Verdict.floats(why);
    }

    /** What a command that goes to another commit names, where that is no commit, nor a tag of a release. */
    private static Optional<String> movesTo(ShellCommand command) {
        List<String> words = command.words();
        int from = words.indexOf(
                words.stream().filter(word -> word.matches(MOVES)).findFirst().orElse(""));
        return from < 0
                ? Optional.empty()
                : words.subList(from + 1, words.size()).stream()
                        .takeWhile(word -> !word.equals("--"))
                        .filter(word -> !word.startsWith("-") && !word.equals("HEAD") && !Pins.isRevision(word))
                        .findFirst();
    }

    Verdict image(Program program, ShellCommand command) {
        List<String> words = program.arguments(command);
        boolean plugin = words.size() > 1 && words.get(0).equals("plugin");
        boolean two = plugin || words.size() > 1 && words.get(0).matches("images?|container|i");
        String verb = words.isEmpty() ? "" : words.get(two ? 1 : 0);
        if (!verb.matches(plugin ? "install" : "pull|run|create") || words.size() < (two ? 3 : 2)) {
            return null;
        }
        return image(words.get(two ? 2 : 1));
    }

    /** What becomes of a container's image. */
    static Verdict image(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        String tag = last.contains(":") ? last.substring(last.indexOf(':') + 1) : "";
        boolean pinned = image.contains("@sha256:")
                || tag.matches(".*\\d+[._]\\d+.*")
                || tag.contains("$") && Pins.isRevision(tag);
        String why = "the image " + image + " changes whenever its tag is moved";
        boolean plain = image.matches("[\\w][\\w./-]*(?::\\d+/[\\w./-]+)?(?::[\\w.-]+)?");
        return pinned ? Verdict.PINNED : plain ? Verdict.at(why, "docker://" + image) : Verdict.floats(why);
    }

    static Verdict shortId() {
        return Verdict.floats("a signing key is fetched by a short id; one of 40 digits names one key");
    }

    private static Verdict stored() {
        return Verdict.floats("what is stored there may be replaced");
    }

    Verdict storage(ShellCommand command) {
        return among(command, "cp", "rsync", "download").isPresent() ? stored() : null;
    }

    Verdict aws(Program program, ShellCommand command) {
        List<String> plain = program.arguments(command);
        List<String> words = command.words();
        if (words.contains("s3") && (words.contains("cp") || words.contains("sync") || words.contains("mv"))) {
            List<String> places = plain.subList(Math.min(2, plain.size()), plain.size());
            boolean up = !places.isEmpty() && !places.get(0).matches("(?:s3://|.*\\$).*");
            boolean moves = words.contains("sync")
                    || places.stream()
                            .limit(1)
                            .anyMatch(place -> Pins.whyMoving(place).isPresent());
            return moves && !up ? stored() : Verdict.PINNED;
        }
        boolean object = words.contains("get-object");
        boolean parameter = Stream.of("get-parameter", "get-parameters", "get-parameters-by-path", "get-secret-value")
                .filter(words::contains)
                .anyMatch(Objects::nonNull);
        return object && command.has("--version-id") ? Verdict.PINNED : object || parameter ? stored() : null;
    }

    /** The last one is where it goes. */
    Verdict copy(ShellCommand command) {
        List<String> places = command.arguments(Set.of("-e", "-i", "-o", "-P", "--rsh", "-l"));
        boolean fetches = places.stream()
                .limit(Math.max(1, places.size() - 1))
                .anyMatch(word -> word.matches("[\\w.-]+@?[\\w.-]*:.+|rsync://.*|\\$.*"));
        return fetches ? Verdict.floats("what another machine has may be replaced") : Verdict.PINNED;
    }

    /** Keys that come from a server by their id, or from an address. */
    Verdict keys(ShellCommand command) {
        List<String> words = command.words();
        if (words.stream().anyMatch(word -> word.matches("--?(?:recv|receive|recv-keys?|receive-keys)"))) {
            List<String> ids = words.stream()
                    .map(word -> word.replace(" ", ""))
                    .filter(word -> word.matches("(?:0x)?[0-9A-Fa-f]{8,}|\\$\\S+"))
                    .toList();
            boolean pinned = !ids.isEmpty() && ids.stream().allMatch(id -> id.matches("(?:0x)?[0-9A-Fa-f]{40}"));
            return pinned ? Verdict.PINNED : shortId();
        }
        return words.stream()
                .filter(Pins::isAddress)
                .findFirst()
                .map(FetchRules::address)
                .orElse(null);
    }

    /** What becomes of an archive of Launchpad's, whose signing key it tells by the archive's name. */
    static Verdict ppa(String name) {
        String why = "the signing key of " + name + " is fetched by its name";
        Matcher parts = Pattern.compile("ppa:([\\w.+-]+)/([\\w.+-]+)").matcher(name);
        return parts.matches()
                ? Verdict.at(
                        why,
                        "https://api.launchpad.net/devel/~" + parts.group(1) + "/+archive/ubuntu/" + parts.group(2))
                : Verdict.floats(why);
    }

    /** What adds a repository by its name, or by the address of its list. */
    Verdict repository(ShellCommand command) {
        List<String> words = command.words();
        if (command.program().matches("add-apt-repository|apt-add-repository")) {
            Optional<String> ppa =
                    words.stream().filter(word -> word.startsWith("ppa:")).findFirst();
            boolean removes = command.has("-r", "--remove");
            return ppa.filter(one -> !removes).map(FetchRules::ppa).orElse(Verdict.PINNED);
        }
        boolean adds = Stream.of("config-manager", "yum-config-manager", "addrepo", "ar")
                .anyMatch(words::contains);
        if (words.contains("copr")) {
            return Verdict.floats("the list of a COPR repository is fetched by its name");
        }
        return !adds
                ? null
                : words.stream()
                        .map(word -> word.replaceFirst("^--[\\w-]+=", ""))
                        .filter(word -> Pins.isAddress(word) && word.matches(".*\\.repo(?:\\?.*)?"))
                        .findFirst()
                        .map(FetchRules::address)
                        .orElse(Verdict.PINNED);
    }
}
