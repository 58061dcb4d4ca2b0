package io.jenkins.plugins.amibakery.engine.boot;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.TestBench;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Launches an AMI in a network without ways out, waits until it is healthy, and judges what it says of itself. Done again with the same
 * id after an interruption, it goes on with the instance that is there. Whatever happens, the instance is ended, and all that was made
 * for it is removed.
 *
 * @param ami the AMI's id
 * @param region the code of its region
 * @param testId by which all that is made is found again; good as a tag
 * @param script path of a script that the instance runs once it is healthy; empty for none
 * @param healthUrl an address of the instance itself that must answer 200; empty for none
 * @param userData path of the user data that instances of the AMI get, which is looked through and not run; empty for none
 * @param subnet id of a subnet without ways out; empty for a network of the test's own
 * @param instanceType empty for one that suits the AMI
 * @param budgetSeconds how long after its launch it must be healthy
 * @param timeoutSeconds how long the whole test may take
 */
public record TestAmi(
        String ami,
        String region,
        String testId,
        String script,
        String healthUrl,
        String userData,
        String subnet,
        String instanceType,
        int budgetSeconds,
        int timeoutSeconds)
        implements UseCase<AmiTest> {
    private static final int LONGEST_SECONDS = 3_600;
    private static final int AFTER_BUDGET = 60;
    private static final Duration TO_END = Duration.ofMinutes(5);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern OWN_URL =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?(/[A-Za-z0-9/._~%?&=+,:;@-]*)?");

    /** @throws IllegalArgumentException with one clear line when something cannot be right */
    public TestAmi {
        new AmiId(ami);
        new Region(region);
        require(ID.matcher(testId).matches(), "'" + testId + "' is not good as the id of a test.");
        require(
                healthUrl.isEmpty() || OWN_URL.matcher(healthUrl).matches(),
                "healthUrl is '" + healthUrl + "'; the instance asks itself: it must be like http://localhost/health.");
        require(
                subnet.isEmpty() || subnet.matches("subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})"),
                "subnetId is '" + subnet + "'; it must be subnet- and 8 or 17 hexadecimal digits.");
        require(
                instanceType.isEmpty() || instanceType.matches("[a-z0-9-]{1,30}\\.[a-z0-9-]{1,30}"),
                "instanceType is '" + instanceType + "'; it must be like t3.small.");
        require(budgetSeconds > 0, "budgetSeconds is " + budgetSeconds + "; it must be 1 or more.");
        require(
                timeoutSeconds >= budgetSeconds + AFTER_BUDGET && timeoutSeconds <= LONGEST_SECONDS,
                "timeoutSeconds is " + timeoutSeconds + "; it must be from " + (budgetSeconds + AFTER_BUDGET)
                        + " (budgetSeconds and a minute) to " + LONGEST_SECONDS + ".");
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    /** What the instance marks its reports with: no image can hold that of another test. */
    public String nonce() {
        return Sha256.of("nonce of " + testId).substring(0, 32);
    }

    /** What is tested, in a line: {@code ami-0123 in us-west-2}. */
    public String which() {
        return ami + " in " + region;
    }

    @Override
    public AmiTest run(Workplace place, Cloud cloud) throws IOException, InterruptedException {
        TestFiles files = new TestFiles(place.directory());
        String user = TestScript.of(this, files.bytes("script", script));
        String toScan = files.text("userData", userData);
        Region where = new Region(region);
        String account = cloud.account(Optional.of(where)).answer();
        TestBench bench = cloud.tests();
        Instant began = Instant.now();
        try {
            Ami image = new Testable(where, account).ami(cloud.images(), new AmiId(ami));
            requireClosed(bench, where);
            Findings findings = tested(place, bench, where, image, user);
            List<Leftover> ended = end(bench);
            return new AmiTest(this, account, image.name(), began, findings, findings.checks(toScan), ended);
        } catch (InterruptedException | RuntimeException e) {
            endAfter(e, bench);
            throw e;
        }
    }

    private void requireClosed(TestBench bench, Region where) {
        if (!subnet.isEmpty()) {
            bench.wayOut(where, subnet).ifPresent(way -> {
                throw new IllegalArgumentException("The subnet " + subnet + " has a way out (" + way
                        + "); give one without, or none: then the test has a network of its own.");
            });
        }
    }

    private Findings tested(Workplace place, TestBench bench, Region where, Ami image, String user)
            throws InterruptedException {
        place.progress().says("launching " + which());
        String type = instanceType.isEmpty() ? typeFor(image) : instanceType;
        TestBench.Launched instance = bench.launch(new TestBench.Launch(where, testId, image.id(), type, subnet, user));
        place.progress().says("waiting for " + instance.id() + " to be healthy");
        Findings findings = new Findings(this, instance, place.progress());
        boolean lives = bench.watch(where, instance, Duration.ofSeconds(timeoutSeconds), findings);
        place.progress().says("ending " + instance.id());
        findings.conclude(lives, lives ? bench.asked(where, instance) : Optional.empty());
        return findings;
    }

    /** Both are of the Nitro system: only there EC2 shows a console at once. */
    private static String typeFor(Ami image) {
        return image.architecture().startsWith("arm64") ? "t4g.small" : "t3.small";
    }

    private List<Leftover> end(TestBench bench) throws InterruptedException {
        return bench.end(new Region(region), testId, TO_END);
    }

    /** Also of what was refused: an attempt that was interrupted may have begun. An abort must not stop it. */
    private void endAfter(Exception why, TestBench bench) {
        boolean interrupted = Thread.interrupted();
        try {
            end(bench);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** When nothing that is still said of health counts. */
    Duration patience() {
        return Duration.ofSeconds(budgetSeconds + AFTER_BUDGET);
    }
}
