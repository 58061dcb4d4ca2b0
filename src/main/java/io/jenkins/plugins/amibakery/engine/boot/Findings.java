package io.jenkins.plugins.amibakery.engine.boot;

import io.jenkins.plugins.amibakery.engine.cloud.Progress;
import io.jenkins.plugins.amibakery.engine.cloud.TestBench;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.engine.model.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a test finds out, as its instance's console tells it, and what that means. */
final class Findings implements TestBench.Watcher {
    private static final String HEALTHY = "health passed";
    private static final String NOT_HEALTHY = "health failed ";

    /** The instance tells its report every ten seconds. */
    private static final Duration TOLD_AGAIN = Duration.ofSeconds(40);

    private static final Pattern LIST = Pattern.compile("(made|long) (\\d{1,9}) ([0-9a-f]{64})");

    private final TestAmi test;
    private final TestBench.Launched instance;
    private final Progress progress;
    private List<String> report = List.of();
    private Optional<TestedPackages> packages = Optional.empty();
    private Optional<Duration> completed = Optional.empty();
    private Optional<Duration> boot = Optional.empty();
    private Optional<TestBench.Asked> asked = Optional.empty();
    private String lastLine = "";
    private boolean lives = true;
    private boolean isFirst = true;

    Findings(TestAmi test, TestBench.Launched instance, Progress progress) {
        this.test = test;
        this.instance = instance;
        this.progress = progress;
    }

    @Override
    public boolean hasSeen(String console, Duration sinceLaunch) {
        lastLine = ConsoleReport.lastLine(console);
        report = ConsoleReport.read(console, test.nonce(), "end").orElse(List.of());
        List<String> told = report.isEmpty()
                ? ConsoleReport.read(console, test.nonce(), "boot").orElse(List.of())
                : report;
        if (told.contains(HEALTHY) && boot.isEmpty()) {
            boot = Optional.of(isFirst ? sinceLaunch.minus(late(told, sinceLaunch)) : sinceLaunch);
            progress.says("healthy after " + Durations.of(boot.get()));
        }
        isFirst = false;
        return isComplete(console, sinceLaunch) || boot.isEmpty() && sinceLaunch.compareTo(test.patience()) > 0;
    }

    /** A list of packages that was announced comes with the report, or else when both are told again. */
    private boolean isComplete(String console, Duration sinceLaunch) {
        if (!report.contains("complete")) {
            return false;
        }
        Optional<String> announced = found("manifest made ");
        packages = announced.flatMap(line -> ConsoleReport.bytes(console, test.nonce(), "packages")
                .flatMap(TestedPackages::read)
                .filter(list -> line.equals(list.packages().size() + " " + list.digest())));
        completed = completed.or(() -> Optional.of(sinceLaunch));
        return announced.isEmpty()
                || packages.isPresent()
                || sinceLaunch.minus(completed.get()).compareTo(TOLD_AGAIN) > 0;
    }

    /** The manifest that the test made, as a file; empty when it made none. */
    String made() {
        return packages.map(list -> list.json(new AmiId(test.ami()), test.testId()))
                .orElse("");
    }

    /** How long it had been healthy already when an interrupted test was taken up, as it says itself. */
    private static Duration late(List<String> told, Duration most) {
        long seconds = seconds(told, "now ") - seconds(told, "at ");
        return seconds < 0 || seconds > most.toSeconds() ? Duration.ZERO : Duration.ofSeconds(seconds);
    }

    private static long seconds(List<String> told, String head) {
        return told.stream()
                .filter(line -> line.matches(head + "\\d{1,9}"))
                .mapToLong(line -> Long.parseLong(line.substring(head.length())))
                .findFirst()
                .orElse(0);
    }

    /** @param runs whether the instance still did when enough was seen */
    void conclude(boolean runs, Optional<TestBench.Asked> outside) {
        lives = runs;
        asked = outside;
    }

    TestBench.Launched instance() {
        return instance;
    }

    /** From the launch until it was seen to be healthy; -1 when it never was. */
    long bootMillis() {
        return boot.map(Duration::toMillis).orElse(-1L);
    }

    /** @param userData what instances of the AMI get; empty when nobody gave it */
    List<Check> checks(String userData) {
        List<Check> checks = new ArrayList<>();
        checks.add(health());
        if (!test.script().isEmpty()) {
            checks.add(script());
        }
        checks.add(boot());
        if (!test.userData().isEmpty()) {
            checks.add(Fetches.in(userData)
                    .map(line -> new Check(AmiTest.USER_DATA, Verdict.FAILED, test.userData() + ": " + line))
                    .orElse(new Check(AmiTest.USER_DATA, Verdict.PASSED, test.userData() + " fetches nothing")));
        }
        checks.add(manifest());
        checks.add(outside());
        return checks;
    }

    private Check health() {
        String budget = "the budget is " + test.budgetSeconds() + " s";
        if (boot.isPresent()) {
            boolean within = boot.get().compareTo(Duration.ofSeconds(test.budgetSeconds())) <= 0;
            return new Check(
                    AmiTest.HEALTH,
                    within ? Verdict.PASSED : Verdict.FAILED,
                    "healthy " + Durations.of(boot.get()) + " after the launch; " + budget);
        }
        String why = found(NOT_HEALTHY)
                .orElseGet(() -> (lives ? "its console shows no report" : "it ended by itself")
                        + (lastLine.isEmpty() ? "" : ", at last: " + lastLine));
        return new Check(AmiTest.HEALTH, Verdict.FAILED, "not healthy, " + why + "; " + budget);
    }

    private Check script() {
        String said = String.join(" ", all("said "));
        return found("script ")
                .map(code -> new Check(
                        AmiTest.SCRIPT,
                        "0".equals(code) ? Verdict.PASSED : Verdict.FAILED,
                        test.script() + " ended with " + code + (said.isBlank() ? "" : ": " + said)))
                .orElse(notReported(AmiTest.SCRIPT));
    }

    private Check boot() {
        if (!report.contains("complete") || !report.contains("scanned")) {
            return notReported(AmiTest.BOOT);
        }
        List<String> fetches = all("fetch ");
        if (fetches.isEmpty()) {
            return new Check(AmiTest.BOOT, Verdict.PASSED, "no unit, timer, cron job or setting of cloud-init fetches");
        }
        String more = fetches.size() == 1 ? "" : " (and " + (fetches.size() - 1) + " more)";
        return new Check(AmiTest.BOOT, Verdict.FAILED, fetches.get(0) + more);
    }

    private Check manifest() {
        String told = found("manifest ").orElse("");
        if (told.startsWith("same")) {
            return new Check(
                    AmiTest.MANIFEST, Verdict.PASSED, "nothing differs from it; its SHA-256 is" + told.substring(4));
        }
        if (told.startsWith("differs ")) {
            return new Check(
                    AmiTest.MANIFEST,
                    Verdict.FAILED,
                    told.replaceFirst("differs (\\d+) ", "differences: $1, the first is: "));
        }
        return told.isEmpty()
                ? notReported(AmiTest.MANIFEST)
                : new Check(AmiTest.MANIFEST, Verdict.NOT_KNOWN, withoutManifest(told));
    }

    private String withoutManifest(String told) {
        if (packages.isPresent()) {
            return "the image has none; the test listed its "
                    + packages.get().packages().size() + " packages, SHA-256 "
                    + packages.get().digest();
        }
        Matcher list = LIST.matcher(told);
        if (!list.matches()) {
            return told.equals("none") ? "the image has none" : told;
        }
        return "the image has none; a list of its " + list.group(2) + " packages, SHA-256 " + list.group(3)
                + (list.group(1).equals("long") ? ", is too long for the console" : ", did not arrive whole");
    }

    private Check outside() {
        return asked.map(one -> new Check(
                        AmiTest.OUTSIDE,
                        one.names() + one.connections() == 0 ? Verdict.PASSED : Verdict.FAILED,
                        "packets counted outside: " + one.names() + " ask for a name, " + one.connections()
                                + " begin a connection"))
                .orElse(new Check(AmiTest.OUTSIDE, Verdict.NOT_KNOWN, "nobody counts outside of the instance"));
    }

    private static Check notReported(String name) {
        return new Check(name, Verdict.NOT_KNOWN, "the instance has not reported it");
    }

    private Optional<String> found(String head) {
        return all(head).stream().findFirst();
    }

    private List<String> all(String head) {
        return report.stream()
                .filter(line -> line.startsWith(head))
                .map(line -> line.substring(head.length()))
                .toList();
    }
}
