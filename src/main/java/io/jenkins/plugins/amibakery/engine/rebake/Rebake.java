package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.cloud.AmiStatus;
import io.jenkins.plugins.amibakery.engine.model.Age;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Decides whether a job has a reason to bake again. What could not be found out is never a reason. */
public final class Rebake {
    private static final int BRIEF = 10;

    private final Survey survey;
    private final Instant now;
    private final List<RebakeReason> reasons = new ArrayList<>();
    private final List<String> compared = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private boolean isAnswered;

    private Rebake(Survey survey, Instant now) {
        this.survey = survey;
        this.now = now;
    }

    /**
     * Decides.
     *
     * @param job what it has baked
     * @param survey what the cloud has now
     * @param source asks source control; not called when there is a reason without it, as asking takes long
     */
    public static RebakeDecision decide(JobFacts job, Survey survey, Supplier<SourceState> source, Instant now) {
        Rebake rebake = new Rebake(survey, now);
        if (job.bakes().isEmpty()) {
            rebake.neverBaked(job.builtWithoutBake());
        } else {
            job.bakes().forEach(bake -> rebake.compare(bake, job));
            rebake.compareSource(source);
            boolean asked = job.bakes().stream()
                    .anyMatch(bake -> !bake.contents().images().isEmpty());
            if (job.maxAge().isEmpty() && !asked) {
                rebake.compared.add("Package updates are not checked; set Maximum AMI age to bake again for them.");
            }
        }
        rebake.reasons.sort(Comparator.comparing(RebakeReason::kind));
        return new RebakeDecision(
                rebake.reasons,
                rebake.compared,
                List.copyOf(rebake.problems),
                !rebake.problems.isEmpty() && !rebake.isAnswered);
    }

    private void neverBaked(boolean builtWithoutBake) {
        if (builtWithoutBake) {
            compared.add("Nothing to compare: the job ended well without a bake.");
        } else {
            reason(RebakeReason.Kind.NEVER_BAKED, "nothing is baked yet");
        }
    }

    private void compare(LastBake bake, JobFacts job) {
        bake.amis().forEach(ami -> compare(bake, ami));
        if (bake.bases().isEmpty()) {
            compared.add(bake.recipe() + ": its base AMI was not recorded; the next bake records it.");
        }
        bake.bases().forEach(base -> compare(bake, base));
        if (!bake.behind().isEmpty()) {
            reason(RebakeReason.Kind.SOURCE, bake.recipe() + " is not baked from " + bake.behind());
        }
        compareUnpinned(bake, job.freshFor());
        job.maxAge().ifPresent(limit -> compare(bake, limit));
    }

    /** Without freshFor, newer packages are a reason at once, and what is not known is none. */
    private void compareUnpinned(LastBake bake, Optional<Duration> freshFor) {
        OpenParts open = OpenParts.of(bake, survey);
        String problem = bake.contents().hasPackages() ? survey.packages().problem() : "";
        if (!problem.isEmpty()) {
            problems.add(problem);
            compared.add(bake.recipe() + ": its packages were not looked up: " + problem + ".");
        } else if (open.isNone() && bake.contents().hasPackages()) {
            compared.add(bake.recipe() + ": no repository has a newer version of a package that it holds.");
        }
        Duration age = Duration.between(bake.baked(), now);
        if (freshFor.filter(limit -> age.compareTo(limit) < 0).isPresent()) {
            open.lines()
                    .forEach(line -> compared.add(bake.recipe() + ": accepted by freshFor, as it is " + Age.text(age)
                            + " old: " + line + "."));
            return;
        }
        if (!open.newer().isEmpty()) {
            reason(RebakeReason.Kind.PACKAGES, bake.recipe() + ": " + NewerPackage.said(open.newer()));
        }
        open.unknown().forEach(line -> compared.add(bake.recipe() + ": " + line + "."));
        if (freshFor.isPresent() && !open.unknown().isEmpty()) {
            reason(
                    RebakeReason.Kind.NOT_SETTLED,
                    bake.recipe() + " is " + Age.text(age) + " old, so freshFor does not accept it: "
                            + brief(open.unknown()));
        }
    }

    private static String brief(List<String> lines) {
        return lines.get(0) + (lines.size() == 1 ? "" : ", and " + (lines.size() - 1) + " more");
    }

    private void compare(LastBake bake, AmiRef ami) {
        Optional<AmiStatus> found = survey.ami(ami);
        if (found.isEmpty()) {
            notLookedUp(bake.recipe() + ": " + ami, ami.region());
            return;
        }
        isAnswered = true;
        if (found.get().isUnusable()) {
            reason(
                    RebakeReason.Kind.AMI_UNUSABLE,
                    bake.recipe() + ": " + ami + " is " + found.get().state());
        } else {
            compared.add(bake.recipe() + ": " + ami + " is " + found.get().state() + ".");
        }
    }

    private void compare(LastBake bake, BaseUsed base) {
        String what = bake.recipe() + ": base AMI " + base.id();
        if (!base.canChange()) {
            compared.add(what + " is named by its id.");
            return;
        }
        Optional<BaseImageAnswer> answer = survey.base(base.query());
        if (answer.isEmpty()) {
            notLookedUp(what, base.query().region());
            return;
        }
        isAnswered = true;
        if (answer.get().image().isEmpty()) {
            compared.add(what + " is kept: " + answer.get().problem() + ".");
        } else {
            compare(bake, base, answer.get().image().get());
        }
    }

    private void notLookedUp(String what, Region region) {
        problems.add(survey.problem(region));
        compared.add(what + " was not looked up: " + survey.problem(region));
    }

    private void compare(LastBake bake, BaseUsed used, Ami found) {
        if (found.id().equals(used.id())) {
            compared.add(bake.recipe() + ": base AMI " + used.id() + " is still what "
                    + used.query().shown() + " finds.");
            return;
        }
        boolean older = used.created().isPresent()
                && found.created().filter(used.created().get()::isAfter).isPresent();
        String current = found.id() + named(found) + " in " + found.region();
        String change = older
                ? "base AMI " + used.id() + " is withdrawn; " + current + " is found now"
                : "newer base AMI " + current + " instead of " + used.id();
        reason(RebakeReason.Kind.BASE_IMAGE, bake.recipe() + ": " + change);
    }

    private static String named(Ami ami) {
        String day = ami.created().map(at -> at.toString().substring(0, BRIEF)).orElse("");
        String facts = (ami.name() + (ami.name().isEmpty() || day.isEmpty() ? "" : ", ") + day);
        return facts.isEmpty() ? "" : " (" + facts + ")";
    }

    private void compare(LastBake bake, Duration limit) {
        Duration age = Duration.between(bake.baked(), now);
        String shown = bake.recipe() + " is " + Age.text(age) + " old";
        if (age.compareTo(limit) > 0) {
            reason(RebakeReason.Kind.TOO_OLD, shown + ", more than " + Age.text(limit));
        } else {
            compared.add(shown + "; it may grow " + Age.text(limit) + " old.");
        }
    }

    private void compareSource(Supplier<SourceState> source) {
        if (!reasons.isEmpty()) {
            compared.add("Source control not checked; another reason already applies.");
            return;
        }
        SourceState state = source.get();
        if (state.changed()) {
            reason(RebakeReason.Kind.SOURCE, state.said());
        } else {
            compared.add(state.said());
        }
    }

    private void reason(RebakeReason.Kind kind, String text) {
        reasons.add(new RebakeReason(kind, text));
        compared.add("Reason: " + text + ".");
    }
}
