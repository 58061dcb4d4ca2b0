package io.jenkins.plugins.amibakery.engine.boot;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.engine.model.Durations;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Trees;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What came of a test of an AMI. All but {@link #OUTSIDE} and {@link #USER_DATA} is what an instance of the AMI says of itself.
 *
 * @param testId the test's id
 * @param nonce what the instance marked its report with
 * @param ami what was tested
 * @param account whose it is; empty when nobody knows
 * @param name the AMI's name
 * @param instanceId what was launched
 * @param instanceType its type
 * @param subnet the subnet that was given; empty for a network of the test's own
 * @param bootMillis from the launch until it was seen to be healthy; -1 when it never was
 * @param checks one for each thing that was looked at
 * @param leftovers what was made for the test, and whether it is gone
 * @param manifest of an image that has none, the file that the test made in its place; empty when it made none
 */
public record AmiTest(
        String testId,
        String nonce,
        AmiId ami,
        Region region,
        String account,
        String name,
        String instanceId,
        String instanceType,
        String subnet,
        Instant began,
        Instant ended,
        long bootMillis,
        List<Check> checks,
        List<Leftover> leftovers,
        String manifest)
        implements Serializable {
    public static final String HEALTH = "Health";
    public static final String SCRIPT = "Test script";
    public static final String BOOT = "Fetches at boot";
    public static final String USER_DATA = "Fetches in user data";
    public static final String MANIFEST = "Manifest";
    public static final String OUTSIDE = "Asked of the network";

    /** Not every image has a manifest, and not every cloud counts: what is not known of these leaves the rest as it is. */
    private static final Set<String> BESIDES = Set.of(MANIFEST, OUTSIDE);

    private static final int MOST_CHECKS = 20;
    private static final int MOST_LEFTOVERS = 100;
    private static final int LONGEST_MANIFEST = 1 << 20;

    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public AmiTest {
        for (String text : List.of(testId, nonce, account, name, instanceId, instanceType, subnet)) {
            Limits.text("a text of a test", text, Limits.TAG_VALUE);
        }
        Objects.requireNonNull(ami, "ami");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(began, "began");
        Objects.requireNonNull(ended, "ended");
        Limits.text("the manifest that a test made", manifest, LONGEST_MANIFEST);
        name = Limits.brief(name, Limits.AMI_NAME);
        Limits.things("the checks of a test", checks, Check.class, MOST_CHECKS);
        Limits.things("what a test left", leftovers, Leftover.class, MOST_LEFTOVERS);
        checks = List.copyOf(checks);
        leftovers = List.copyOf(leftovers);
    }

    AmiTest(
            TestAmi test,
            String account,
            String name,
            Instant began,
            Findings findings,
            List<Check> checks,
            List<Leftover> leftovers) {
        this(
                test.testId(),
                test.nonce(),
                new AmiId(test.ami()),
                new Region(test.region()),
                account,
                name,
                findings.instance().id(),
                findings.instance().type(),
                test.subnet(),
                began,
                Instant.now(),
                findings.bootMillis(),
                checks,
                leftovers,
                findings.made());
    }

    /** Whether it is the answer to a question: an agent may send that of another. */
    public boolean answers(TestAmi asked) {
        return testId.equals(asked.testId())
                && nonce.equals(asked.nonce())
                && ami.value().equals(asked.ami())
                && region.code().equals(asked.region());
    }

    /**
     * What all of it means. Failed when one check failed. Passed when health was looked at and each check passed, but for those besides:
     * manifest and network.
     */
    public Verdict outcome() {
        if (checks.stream().anyMatch(check -> check.verdict() == Verdict.FAILED)) {
            return Verdict.FAILED;
        }
        boolean complete = checks.stream().map(Check::name).toList().containsAll(List.of(HEALTH, BOOT));
        boolean passed = checks.stream()
                .filter(check -> !BESIDES.contains(check.name()))
                .allMatch(check -> check.verdict() == Verdict.PASSED);
        return complete && passed ? Verdict.PASSED : Verdict.NOT_KNOWN;
    }

    /** Why it did not pass: each check that failed, else each that is not known. */
    public List<String> reasons() {
        Verdict worst = outcome();
        return checks.stream()
                .filter(check -> check.verdict() == worst)
                .map(check -> check.name() + ": " + check.evidence())
                .toList();
    }

    /** What was made for the test and is still there. */
    public List<Leftover> left() {
        return leftovers.stream().filter(one -> !one.removed()).toList();
    }

    /** Maps, lists and texts: what a Jenkinsfile, the command line and the remote API show. */
    public LinkedHashMap<String, Object> tree() {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("testId", testId);
        tree.put("nonce", nonce);
        tree.put("ami", ami.value());
        tree.put("name", name);
        tree.put("region", region.code());
        tree.put("account", account);
        tree.put("outcome", Trees.word(outcome()));
        tree.put("instanceId", instanceId);
        tree.put("instanceType", instanceType);
        tree.put("subnetId", subnet);
        tree.put("began", began.toString());
        tree.put("ended", ended.toString());
        tree.put("bootMillis", bootMillis);
        tree.put("checks", Trees.list(checks, AmiTest::tree));
        tree.put("manifest", manifest);
        tree.put("leftovers", Trees.list(leftovers, Leftover::tree));
        return tree;
    }

    private static Map<String, Object> tree(Check check) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", check.name());
        tree.put("verdict", check.word());
        tree.put("evidence", check.evidence());
        return tree;
    }

    /** For people, a line each: the AMI and what came of it, each check, and what could not be removed. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        String boot = bootMillis < 0 ? "" : ", healthy after " + Durations.of(Duration.ofMillis(bootMillis));
        notes.add(ami + " in " + region + ": " + outcome().shown().toLowerCase(Locale.ROOT) + boot);
        checks.forEach(check -> notes.add(check.name() + ": " + check.verdict().shown() + ", " + check.evidence()));
        left().forEach(one -> notes.add(
                "Still there: " + one.kind().word() + " " + one.id() + ", " + one.note() + "; " + one.command()));
        return notes;
    }
}
