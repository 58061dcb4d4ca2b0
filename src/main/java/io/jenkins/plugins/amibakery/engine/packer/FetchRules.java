package io.jenkins.plugins.amibakery.engine.packer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Commands that fetch something: why it may be another thing tomorrow. */
final class FetchRules {
    private static final Set<String> CURL_VALUES = Set.of(
            "-o",
            "--output",
            "-H",
            "--header",
            "-d",
            "--data",
            "-X",
            "--request",
            "-u",
            "--user",
            "-A",
            "--user-agent",
            "-b",
            "-c",
            "-e",
            "-w",
            "--write-out",
            "-m",
            "--max-time",
            "--retry",
            "--retry-delay",
            "--connect-timeout",
            "-x",
            "--proxy",
            "-P",
            "--directory-prefix",
            "-T",
            "--cacert",
            "--retry-max-time",
            "--output-document",
            "-t",
            "--tries",
            "-F");

    private static final Set<String> IMAGE_VALUES = Set.of(
            "-c",
            "-e",
            "--env",
            "--env-file",
            "--entrypoint",
            "--add-host",
            "--cap-add",
            "--cap-drop",
            "--cpus",
            "--device",
            "--gpus",
            "-h",
            "--hostname",
            "-l",
            "--label",
            "--log-driver",
            "--log-opt",
            "-m",
            "--memory",
            "--mount",
            "-n",
            "--name",
            "--network",
            "-p",
            "--publish",
            "--platform",
            "--restart",
            "--shm-size",
            "--tmpfs",
            "-u",
            "--user",
            "--ulimit",
            "-v",
            "--volume",
            "-w",
            "--workdir");

    private final boolean verified;
    private final boolean checkedOut;

    FetchRules(List<ShellCommand> commands) {
        verified = commands.stream().anyMatch(FetchRules::verifies);
        checkedOut = commands.stream().anyMatch(FetchRules::checksOut);
    }

    private static boolean verifies(ShellCommand command) {
        boolean sums = command.program().matches("(sha\\d+|md5|b2|sha)sum")
                || command.program().equals("shasum");
        return sums && command.words().stream().anyMatch(word -> word.matches("-[a-z]*c|--check"));
    }

    private static boolean checksOut(ShellCommand command) {
        boolean moves = command.program().equals("git")
                && Stream.of("checkout", "reset", "switch").anyMatch(command.words()::contains);
        return moves && command.words().stream().anyMatch(word -> Pins.isRevision(word) || word.contains("$"));
    }

    Optional<String> why(ShellCommand command) {
        return switch (command.program()) {
            case "curl",
                    "wget",
                    "aria2c",
                    "fetch",
                    "http",
                    "axel",
                    "invoke-webrequest",
                    "iwr",
                    "invoke-restmethod",
                    "irm",
                    "start-bitstransfer" -> fetch(command);
            case "git" -> git(command);
            case "svn", "hg" ->
                command.has("-r", "--revision", "-u")
                        ? Optional.empty()
                        : among(command, "co", "checkout", "export", "clone", "update", "pull")
                                .map(verb -> "it takes the latest revision");
            case "docker", "podman", "nerdctl", "ctr", "crictl" -> image(command);
            case "aws" -> aws(command);
            case "gsutil", "gcloud", "az" ->
                among(command, "cp", "rsync", "download").map(verb -> "what is stored there may be replaced");
            case "scp", "rsync", "sftp" -> copied(command);
            default -> Optional.empty();
        };
    }

    /** The last one is where it goes. */
    private static Optional<String> copied(ShellCommand command) {
        List<String> places = command.arguments(Set.of("-e", "-i", "-o", "-P"));
        boolean fetches = places.stream()
                .limit(Math.max(1, places.size() - 1))
                .anyMatch(word -> word.matches("[\\w.-]+@?[\\w.-]*:.+"));
        return fetches ? Optional.of("what another machine has may be replaced") : Optional.empty();
    }

    private static Optional<String> among(ShellCommand command, String... verbs) {
        return Stream.of(verbs).filter(command.words()::contains).findFirst();
    }

    private Optional<String> fetch(ShellCommand command) {
        boolean asks = command.has("-I", "--head", "--spider", "-V", "--version", "-h", "--help");
        boolean head = command.program().equals("curl")
                && command.words().stream().anyMatch(word -> word.matches("-[A-Za-z]{0,5}I[A-Za-z]{0,5}"));
        String output = command.option("-o", "--output", "-O", "--output-document");
        if (asks || head || "/dev/null".equals(output)) {
            return Optional.empty();
        }
        boolean list = command.has("-i", "--input-file") && command.program().equals("wget");
        return command.arguments(CURL_VALUES).stream()
                .map(word -> word.replaceFirst("^(?i)-?uri:?", ""))
                .filter(word -> Pins.isAddress(word)
                        || word.matches("(?:[\\w-]+\\.)+[a-z]{2,}(?:/\\S*)?")
                        || word.contains("$"))
                .filter(address -> !Pins.isHere(address))
                .map(Pins::whyMoving)
                .flatMap(Optional::stream)
                .filter(why -> !verified || why.startsWith("it"))
                .findFirst()
                .or(() -> list ? Optional.of("the versions in its list may change") : Optional.empty());
    }

    private Optional<String> git(ShellCommand command) {
        if (among(command, "pull").isPresent() || command.has("--remote")) {
            return Optional.of("it takes the latest commit");
        }
        if (!command.words().contains("clone")) {
            return Optional.empty();
        }
        String branch = command.option("-b", "--branch", "--revision");
        boolean pinned = checkedOut || branch != null && (Pins.isRevision(branch) || branch.contains("$"));
        return pinned
                ? Optional.empty()
                : Optional.of(
                        branch == null
                                ? "no commit is checked out afterwards, so it takes the latest"
                                : "the branch " + branch + " moves");
    }

    private static Optional<String> image(ShellCommand command) {
        List<String> words = command.arguments(IMAGE_VALUES);
        int verb = Math.max(words.indexOf("pull"), words.indexOf("run"));
        if (verb < 0 || verb + 1 >= words.size()) {
            return Optional.empty();
        }
        String image = words.get(verb + 1);
        String last = image.substring(image.lastIndexOf('/') + 1);
        boolean pinned = image.contains("@sha256:")
                || image.contains("$")
                || last.contains(":") && last.substring(last.indexOf(':')).matches(".*\\d+[._]\\d+.*");
        return pinned ? Optional.empty() : Optional.of("the image " + image + " changes whenever its tag is moved");
    }

    private static Optional<String> aws(ShellCommand command) {
        List<String> words = command.words();
        if (words.contains("s3") && (words.contains("cp") || words.contains("sync"))) {
            return command.arguments(Set.of("--region", "--profile")).stream()
                    .filter(word -> word.startsWith("s3://"))
                    .findFirst()
                    .filter(source -> words.indexOf(source) < words.size() - 1)
                    .filter(source ->
                            words.contains("sync") || Pins.whyMoving(source).isPresent())
                    .map(source -> "what is stored there may be replaced");
        }
        boolean object = words.contains("get-object") && !command.has("--version-id");
        boolean parameter = Stream.of("get-parameter", "get-parameters", "get-parameters-by-path", "get-secret-value")
                .filter(words::contains)
                .anyMatch(Objects::nonNull);
        return object || parameter ? Optional.of("what is stored there may be replaced") : Optional.empty();
    }
}
