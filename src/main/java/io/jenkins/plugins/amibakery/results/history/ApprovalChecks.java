package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.engine.attest.DeployedAmi;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.results.record.ActionWords;
import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.NewerPackageRecord;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import io.jenkins.plugins.amibakery.results.record.Status;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The one list of checks that somebody sees who decides about a plan: the plan itself, what the Pipeline recorded for it with {@code
 * runwayCheck}, and how the same AMI did in the job's other environments.
 */
public final class ApprovalChecks {
    /** The check that tells who approved. */
    public static final String APPROVAL = "Approval";

    private static final int MOST_NAMED = 5;
    private static final String TESTED = "Test of the AMI";
    private static final String FIXED_VERSIONS = "Fixed versions";
    private static final String PASSED_IN = "Passed in ";
    private static final String SECURITY = "Security updates";
    private static final String UNTESTED = "No test of it by testAmi is attested.";
    private static final String FIXED = "No file of the deployment takes whatever is newest when it is deployed.";

    private final DeploymentRecord plan;
    private final DeploymentIndex index;
    private final Known known;
    private final List<CheckRecord> checks = new ArrayList<>();

    /**
     * What Jenkins knows of the AMI besides.
     *
     * @param look when its packages' repositories were asked last; empty when they never were
     * @param testPage the page of the build's own test of it, from the job's address on; empty for none
     */
    public record Known(Optional<PackageLook> look, String testPage) {}

    private ApprovalChecks(DeploymentRecord plan, DeploymentIndex index, Known known) {
        this.plan = plan;
        this.index = index;
        this.known = known;
    }

    /** @param index of the plan's job */
    public static List<CheckRecord> of(DeploymentRecord plan, DeploymentIndex index, Known known) {
        return of(
                plan,
                index,
                known,
                AttestedAmi.HERE,
                AmiBakeryConfiguration.get().required(plan.getEnvironment()));
    }

    /**
     * @param attested what is attested of AMIs
     * @param required what the environment requires, as {@link AmiBakeryConfiguration#required} says: of all AMIs that the plan names
     */
    static List<CheckRecord> of(
            DeploymentRecord plan,
            DeploymentIndex index,
            Known known,
            AttestedAmi attested,
            Optional<String> required) {
        ApprovalChecks all = new ApprovalChecks(plan, index, known);
        all.add(new Check("Plan", all.verdict(), all.evidence()), plan.getEnded());
        all.newest();
        for (String ami : plan.allAmis()) {
            if (required.isPresent() || ami.equals(plan.getAmi())) {
                all.tested(ami, attested);
                all.passedBefore(ami, attested, required.orElse(""));
            }
        }
        if (!plan.getAmi().isEmpty()) {
            all.security();
        }
        plan.getChecks().stream()
                .filter(check -> !check.getName().equals(APPROVAL))
                .forEach(all.checks::add);
        all.elsewhere();
        return List.copyOf(all.checks);
    }

    /** Whether a protected environment refuses a plan that did not pass this check. */
    public static boolean isOfGate(CheckRecord check) {
        String name = check.getName();
        return name.equals(TESTED) || name.equals(FIXED_VERSIONS) || name.startsWith(PASSED_IN);
    }

    private void add(Check check, long when) {
        add(check, when, "");
    }

    /** @param page that shows it, from the job's address on; empty for none */
    private void add(Check check, long when, String page) {
        checks.add(new CheckRecord(check, "", when).shownAt(page));
    }

    private Verdict verdict() {
        PlanRecord made = plan.getPlan();
        if (made == null || !plan.getOutcome().equals(Status.SUCCESS)) {
            return Verdict.FAILED;
        }
        return made.isWhole() ? Verdict.PASSED : Verdict.WARNING;
    }

    private String evidence() {
        PlanRecord made = plan.getPlan();
        if (verdict() == Verdict.FAILED) {
            return "Couldn't create a plan for " + plan.getEnvironment() + ": "
                    + plan.failureLines().stream().findFirst().orElse("it did not finish.");
        }
        if (made.isFirst() && !made.isWhole()) {
            return "None: nothing is deployed there yet";
        }
        return made.isWhole() ? "Complete, " + made.getDigest() : String.join("; ", made.getGaps());
    }

    /** Whatever is newest in production need not be what was newest where it was tested. */
    private void newest() {
        PlanRecord made = plan.getPlan();
        if (made == null || !made.isSearched()) {
            return;
        }
        List<String> places = made.getNewest();
        boolean fixed = places.isEmpty();
        add(
                new Check(FIXED_VERSIONS, fixed ? Verdict.PASSED : Verdict.FAILED, fixed ? FIXED : told(places)),
                plan.getEnded());
    }

    /** Signed by a key that counts; a tag, or what a Pipeline records, is no test of the AMI itself. */
    private void tested(String ami, AttestedAmi attested) {
        Optional<TestResult.Told> told = attested.tested(ami);
        Verdict verdict = told.map(TestResult.Told::verdict).orElse(Verdict.NOT_KNOWN);
        add(
                new Check(
                        TESTED,
                        verdict,
                        whose(ami) + told.map(TestResult.Told::line).orElse(UNTESTED)),
                told.map(one -> one.signed().toEpochMilli()).orElse(0L),
                ami.equals(plan.getAmi()) ? known.testPage() : "");
    }

    /** By what repositories had when they were last asked: they are not asked here. */
    private void security() {
        Optional<PackageLook> look = known.look();
        if (look.isEmpty()) {
            add(
                    new Check(
                            SECURITY,
                            Verdict.NOT_KNOWN,
                            "The repositories of its packages were not asked since it was baked."),
                    0);
            return;
        }
        List<String> security = look.get().getNewerPackages().stream()
                .filter(NewerPackageRecord::isSecurity)
                .map(newer -> newer.getName() + " " + newer.getTo())
                .toList();
        List<String> unknown = look.get().getUnknown();
        Check check;
        if (!security.isEmpty()) {
            check = new Check(SECURITY, Verdict.WARNING, "Not in the AMI: " + told(security));
        } else if (!unknown.isEmpty()) {
            check = new Check(SECURITY, Verdict.NOT_KNOWN, told(unknown));
        } else if (!look.get().getSaid().isEmpty()) {
            // Not every repository says which of its updates are of security.
            check = new Check(
                    SECURITY,
                    Verdict.NOT_KNOWN,
                    look.get().getSaid() + "; none from a repository of security updates alone");
        } else {
            check = new Check(SECURITY, Verdict.PASSED, "Its repositories had no newer version of any package.");
        }
        add(check, look.get().getAsked());
    }

    /** Signed as well: what this job's own builds tell is below, and need not be all. */
    private void passedBefore(String ami, AttestedAmi attested, String required) {
        if (required.isEmpty()) {
            return;
        }
        Optional<DeployedAmi.Told> told = attested.deployed(ami, required);
        String line = told.map(DeployedAmi.Told::line).orElse("No deployment of it to " + required + " is attested.");
        add(
                new Check(
                        PASSED_IN + required,
                        told.map(DeployedAmi.Told::verdict).orElse(Verdict.NOT_KNOWN),
                        whose(ami) + line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1)),
                told.map(one -> one.signed().toEpochMilli()).orElse(0L));
    }

    /** Which AMI is meant, where that is not the one that is deployed. */
    private String whose(String ami) {
        return ami.equals(plan.getAmi()) ? "" : ami + ": ";
    }

    private static String told(List<String> places) {
        String named = String.join("; ", places.subList(0, Math.min(MOST_NAMED, places.size())));
        return named + (places.size() <= MOST_NAMED ? "" : "; and " + (places.size() - MOST_NAMED) + " more");
    }

    private void elsewhere() {
        Map<String, DeploymentFacts> newest = new LinkedHashMap<>();
        index.deployments().stream()
                .filter(this::isSameElsewhere)
                .forEach(facts -> newest.putIfAbsent(facts.record().getEnvironment(), facts));
        List<DeploymentFacts> inOrder = new ArrayList<>(newest.values());
        inOrder.sort((one, other) ->
                Long.compare(one.record().getBegan(), other.record().getBegan()));
        inOrder.forEach(this::elsewhere);
        if (inOrder.isEmpty()) {
            add(
                    new Check(
                            "Other environments",
                            Verdict.NOT_KNOWN,
                            "This job deployed the AMI to no other environment before."),
                    0);
        }
    }

    private boolean isSameElsewhere(DeploymentFacts facts) {
        DeploymentRecord other = facts.record();
        return other.getAction().equals(ActionWords.DEPLOY)
                && !plan.getAmi().isEmpty()
                && other.getAmi().equals(plan.getAmi())
                && !other.getEnvironment().equals(plan.getEnvironment());
    }

    private void elsewhere(DeploymentFacts facts) {
        DeploymentRecord other = facts.record();
        String where = other.getEnvironment() + ": ";
        boolean good = other.getOutcome().equals(Status.SUCCESS);
        String how = good
                ? "By #" + facts.build() + " in " + Storable.time(other.getDurationMillis())
                : "By #" + facts.build() + ": "
                        + other.failureLines().stream().findFirst().orElse("it did not finish.");
        add(
                new Check(where + "deployed", good ? Verdict.PASSED : Verdict.FAILED, how),
                other.getEnded(),
                facts.build() + "/deployments/");
        other.getChecks().forEach(check -> checks.add(check.named(where + check.getName())));
        if (good && other.getChecks().isEmpty()) {
            add(new Check(where + "tests", Verdict.NOT_KNOWN, "No smoke test or other test was recorded."), 0);
        }
    }
}
