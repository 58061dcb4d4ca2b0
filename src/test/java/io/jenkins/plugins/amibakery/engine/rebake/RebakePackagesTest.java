package io.jenkins.plugins.amibakery.engine.rebake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.packages.PackageVerdict;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeReason.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RebakePackagesTest {
    private static final Floating APT =
            new Floating("install.sh", 2, "apt-get install openssl", "it has no version", Settling.REPOSITORIES);
    private static final Floating CURL =
            new Floating("install.sh", 3, "curl https://a/b", "it may serve something else", Settling.NOTHING);
    private static final ImageRecord IMAGE = new ImageRecord(List.of(), List.of(), Map.of());
    private static final NewerPackage OPENSSL =
            new NewerPackage("openssl", "3.0.17-1", "3.0.18-1", "stable-security", true);
    private static final NewerPackage BASH = new NewerPackage("bash", "5.1", "5.2", "stable", false);
    private static final PackageVerdict NEWER = new PackageVerdict(List.of(OPENSSL, BASH), List.of());
    private static final PackageVerdict UNKNOWN =
            new PackageVerdict(List.of(), List.of("http://a stable cannot be asked"));
    private static final String SAID = "2 packages have newer versions, 1 of them security: openssl, bash";

    private static PackageSurvey said(PackageVerdict verdict) {
        return new PackageSurvey(Map.of(IMAGE, verdict), "");
    }

    /** Of AMIs that are ten days old. */
    private static RebakeDecision decide(Contents contents, PackageSurvey packages, Integer freshForDays) {
        LastBake bake = new LastBake("web", Nights.daysAgo(10), List.of(), List.of(), contents, "");
        JobFacts job = new JobFacts(
                List.of(bake),
                false,
                Optional.empty(),
                Optional.ofNullable(freshForDays).map(Duration::ofDays));
        return Rebake.decide(
                job,
                new Survey(Map.of(), Map.of(), Map.of()).with(packages),
                () -> new SourceState(false, "Source control has nothing new."),
                Nights.NOW);
    }

    private static Contents apt() {
        return new Contents(List.of(APT), Map.of("web", IMAGE), "");
    }

    @Test
    void newerPackagesOfTheImageAreAReasonInOnePhrase() {
        assertThat(decide(apt(), said(NEWER), null).reasons())
                .containsExactly(new RebakeReason(Kind.PACKAGES, "web: " + SAID));
    }

    @Test
    void packagesThatAreSettledOrNotKnownAreNoReason() {
        assertThat(decide(apt(), said(new PackageVerdict(List.of(), List.of())), null))
                .returns(List.of(), RebakeDecision::reasons)
                .satisfies(decision -> assertThat(decision.compared())
                        .contains("web: no repository has a newer version of a package that it holds."));
        assertThat(decide(apt(), said(UNKNOWN), null))
                .returns(List.of(), RebakeDecision::reasons)
                .satisfies(
                        decision -> assertThat(decision.compared()).contains("web: http://a stable cannot be asked."));
    }

    @Test
    void aTriggerWithoutAnAgentSaysThatNobodyLooked() {
        assertThat(decide(apt(), PackageSurvey.NONE, null).compared())
                .contains(
                        "web: its packages were not looked up: only a trigger with the label of an agent asks their repositories.");
    }

    @Test
    void anImageWithoutAManifestIsSaidToBeNotKnown() {
        assertThat(decide(new Contents(List.of(APT), Map.of(), "nobody recorded them"), PackageSurvey.NONE, null)
                        .compared())
                .contains("web: nobody recorded them.");
    }

    @Test
    void whatIsNewerOrNotKnownIsAcceptedOfYoungerAmisAndNamed() {
        assertThat(decide(apt(), said(NEWER), 11))
                .returns(List.of(), RebakeDecision::reasons)
                .satisfies(decision -> assertThat(decision.compared())
                        .contains("web: accepted by freshFor, as it is 10 days old: " + SAID + "."));
        assertThat(decide(new Contents(List.of(APT, CURL), Map.of("web", IMAGE), ""), said(UNKNOWN), 11))
                .returns(List.of(), RebakeDecision::reasons)
                .satisfies(decision -> assertThat(decision.compared())
                        .contains(
                                "web: accepted by freshFor, as it is 10 days old: http://a stable cannot be asked.",
                                "web: accepted by freshFor, as it is 10 days old: install.sh:3: curl https://a/b"
                                        + " (it may serve something else)."));
    }

    @Test
    void whatIsNotKnownOfOlderAmisIsAReasonOnlyWithFreshFor() {
        Contents both = new Contents(List.of(APT, CURL), Map.of("web", IMAGE), "");

        assertThat(decide(both, said(UNKNOWN), null).reasons()).isEmpty();
        assertThat(decide(both, said(UNKNOWN), 10).reasons())
                .containsExactly(
                        new RebakeReason(
                                Kind.NOT_SETTLED,
                                "web is 10 days old, so freshFor does not accept it: http://a stable cannot be asked, and 1 more"));
        assertThat(decide(apt(), said(NEWER), 10).reasons())
                .containsExactly(new RebakeReason(Kind.PACKAGES, "web: " + SAID));
    }

    @Test
    void aRecipeOfWhichAllIsPinnedIsSettledAtAnyAge() {
        assertThat(decide(Contents.NONE, PackageSurvey.NONE, 1).reasons()).isEmpty();
    }

    @Test
    void anAgentThatCannotBeAskedIsAProblemAndNoReason() {
        RebakeDecision decision = decide(apt(), PackageSurvey.unasked("no agent is connected"), 1);

        assertThat(decision.reasons()).isEmpty();
        assertThat(decision.problems()).containsExactly("no agent is connected");
        assertThat(decision.compared()).contains("web: its packages were not looked up: no agent is connected.");
    }
}
