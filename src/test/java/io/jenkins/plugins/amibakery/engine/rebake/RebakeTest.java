package io.jenkins.plugins.amibakery.engine.rebake;

import static io.jenkins.plugins.amibakery.engine.rebake.Nights.DEBIAN;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.MADE;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.NEW_BASE;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.NOW;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.OLD_BASE;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.OREGON;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.bake;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.daysAgo;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.found;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.job;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.quiet;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.survey;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.AmiStatus;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeReason.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RebakeTest {
    private static final SourceState SAME = new SourceState(false, "Source control has nothing new.");

    private static final String PACKAGES =
            "Package updates are not checked; set Maximum AMI age to bake again for them.";

    static Stream<Arguments> cases() {
        JobFacts usual = job(bake());
        return Stream.of(
                night("nothing is new", usual, quiet(), SAME, "", null),
                night(
                        "the base AMI is newer",
                        usual,
                        survey(found(NEW_BASE, 1), AmiStatus.AVAILABLE),
                        SAME,
                        "web: newer base AMI " + NEW_BASE + " (debian, 2026-11-21) in us-west-2 instead of " + OLD_BASE,
                        Kind.BASE_IMAGE),
                night(
                        "the base AMI was withdrawn for an older one",
                        usual,
                        survey(found(NEW_BASE, 30), AmiStatus.AVAILABLE),
                        SAME,
                        "web: base AMI " + OLD_BASE + " is withdrawn; " + NEW_BASE
                                + " (debian, 2026-10-23) in us-west-2 is found now",
                        Kind.BASE_IMAGE),
                night(
                        "no base AMI is found at all",
                        usual,
                        survey(BaseImageAnswer.none("No base AMI is found"), AmiStatus.AVAILABLE),
                        SAME,
                        "",
                        null),
                night("nobody could ask the cloud", usual, new Survey(Map.of(), Map.of(), Map.of()), SAME, "", null),
                night("its AMI is gone", usual, ami(AmiStatus.GONE), SAME, says("deregistered"), Kind.AMI_UNUSABLE),
                night(
                        "its AMI is deprecated",
                        usual,
                        ami(AmiStatus.DEPRECATED),
                        SAME,
                        says("deprecated"),
                        Kind.AMI_UNUSABLE),
                night("its AMI is revoked", usual, ami(AmiStatus.REVOKED), SAME, says("revoked"), Kind.AMI_UNUSABLE),
                night(
                        "its AMI is disabled",
                        usual,
                        ami(new AmiStatus("disabled")),
                        SAME,
                        says("disabled"),
                        Kind.AMI_UNUSABLE),
                night("its AMI is being made", usual, ami(new AmiStatus("pending")), SAME, "", null),
                night(
                        "its source changed",
                        usual,
                        quiet(),
                        new SourceState(true, "source changed"),
                        "source changed",
                        Kind.SOURCE),
                night(
                        "a newer commit failed",
                        job(bake(bake().bases(), "commit 0a1b2c3, which failed in #12")),
                        quiet(),
                        SAME,
                        "web is not baked from commit 0a1b2c3, which failed in #12",
                        Kind.SOURCE),
                night("it grew too old", aged(9), quiet(), SAME, "web is 10 days old, more than 9 days", Kind.TOO_OLD),
                night("it is as old as it may be", aged(10), quiet(), SAME, "", null),
                night("nothing was baked", job(), quiet(), SAME, "nothing is baked yet", Kind.NEVER_BAKED),
                night(
                        "it ends well and never bakes",
                        new JobFacts(List.of(), true, Optional.empty(), Optional.empty()),
                        quiet(),
                        SAME,
                        "",
                        null),
                night(
                        "its base AMI is named by its id",
                        job(bake(
                                List.of(new BaseUsed(BaseImageQuery.of(OREGON, OLD_BASE), OLD_BASE, Optional.empty())),
                                "")),
                        quiet(),
                        SAME,
                        "",
                        null),
                night("its base AMI was not recorded", job(bake(List.of(), "")), quiet(), SAME, "", null));
    }

    private static Arguments night(
            String name, JobFacts job, Survey survey, SourceState source, String why, RebakeReason.Kind kind) {
        return Arguments.of(name, job, survey, source, why, kind);
    }

    private static Survey ami(AmiStatus now) {
        return survey(found(OLD_BASE, 12), now);
    }

    private static String says(String state) {
        return "web: " + MADE + " is " + state;
    }

    private static JobFacts aged(int days) {
        return new JobFacts(List.of(bake()), false, Optional.of(Duration.ofDays(days)), Optional.empty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aNight(String name, JobFacts job, Survey survey, SourceState source, String why, RebakeReason.Kind kind) {
        RebakeDecision decision = Rebake.decide(job, survey, () -> source, NOW);

        assertThat(decision.why()).isEqualTo(why);
        assertThat(decision.isDue()).isEqualTo(kind != null);
        assertThat(decision.isAnew()).isEqualTo(kind == Kind.TOO_OLD);
        assertThat(decision.reasons().stream().map(RebakeReason::kind))
                .isEqualTo(kind == null ? List.of() : List.of(kind));
        assertThat(decision.compared()).isNotEmpty();
    }

    @Test
    void allReasonsAreToldTheMostTellingFirst() {
        JobFacts old = new JobFacts(List.of(bake()), false, Optional.of(Duration.ofDays(1)), Optional.empty());

        RebakeDecision decision = Rebake.decide(old, survey(found(NEW_BASE, 1), AmiStatus.GONE), () -> SAME, NOW);

        assertThat(decision.reasons().stream().map(RebakeReason::kind))
                .containsExactly(Kind.AMI_UNUSABLE, Kind.BASE_IMAGE, Kind.TOO_OLD);
        assertThat(decision.why().split("; ")).hasSize(3);
    }

    @Test
    void sourceControlIsNotAskedWhenThereIsAReasonWithoutIt() {
        Supplier<SourceState> never = () -> {
            throw new AssertionError("Source control was asked");
        };

        RebakeDecision decision =
                Rebake.decide(job(bake()), survey(found(NEW_BASE, 1), AmiStatus.AVAILABLE), never, NOW);

        assertThat(decision.compared()).contains("Source control not checked; another reason already applies.");
    }

    @Test
    void whatCouldNotBeAskedIsTold() {
        Survey survey = new Survey(Map.of(), Map.of(), Map.of(OREGON, "no answer from us-west-2"));

        assertThat(Rebake.decide(job(bake()), survey, () -> SAME, NOW).compared())
                .containsExactly(
                        "web: " + MADE + " was not looked up: no answer from us-west-2",
                        "web: base AMI " + OLD_BASE + " was not looked up: no answer from us-west-2",
                        SAME.said(),
                        PACKAGES);
    }

    @Test
    void aNightThatLookedNothingUpIsBlindAndSaysWhyOnce() {
        Survey survey = new Survey(Map.of(), Map.of(), Map.of(OREGON, "ec2:DescribeImages was refused"));

        RebakeDecision decision = Rebake.decide(job(bake()), survey, () -> SAME, NOW);

        assertThat(decision.isBlind()).isTrue();
        assertThat(decision.problems()).containsExactly("ec2:DescribeImages was refused");
    }

    @Test
    void aNightThatLookedUpAPartIsNotBlindAndSaysWhatIsMissing() {
        Survey survey = new Survey(Map.of(), Map.of(MADE, AmiStatus.AVAILABLE), Map.of(OREGON, "throttled"));

        RebakeDecision decision = Rebake.decide(job(bake()), survey, () -> SAME, NOW);

        assertThat(decision.isBlind()).isFalse();
        assertThat(decision.problems()).containsExactly("throttled");
    }

    @Test
    void aNightWithNothingToLookUpIsNotBlind() {
        assertThat(Rebake.decide(job(), new Survey(Map.of(), Map.of(), Map.of()), () -> SAME, NOW)
                        .isBlind())
                .isFalse();
    }

    @Test
    void packageUpdatesAreNotCheckedUnlessAMaximumAgeTakesCareOfThem() {
        assertThat(Rebake.decide(job(bake()), quiet(), () -> SAME, NOW).compared())
                .contains(PACKAGES);
        assertThat(Rebake.decide(aged(30), quiet(), () -> SAME, NOW).compared()).doesNotContain(PACKAGES);
    }

    @Test
    void oneOfSeveralRecipesIsEnough() {
        LastBake other = new LastBake(
                "db", daysAgo(1), List.of(new BaseUsed(DEBIAN, NEW_BASE, Optional.of(daysAgo(2)))), List.of(), "");

        RebakeDecision decision =
                Rebake.decide(job(bake(), other), survey(found(NEW_BASE, 2), AmiStatus.AVAILABLE), () -> SAME, NOW);

        assertThat(decision.reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.text()).startsWith("web: newer base AMI"));
    }
}
