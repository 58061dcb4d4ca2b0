package io.jenkins.plugins.amibakery.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** bakeMatrix, and nightlyRebake on top of it. */
class MatrixTest {
    private static final String RECIPES =
            "recipes: ['web.json', [template: 'db.pkr.hcl', label: 'big', vars: [size: 8]], 'bad.json']";

    private final Jenkinsfile jenkinsfile = new Jenkinsfile();

    @BeforeEach
    void webIsReusedAndDbBakedAndBadFails() {
        jenkinsfile.on("bakeAmi", given -> {
            Object recipe = ((Map<?, ?>) given.get(0)).get("recipe");
            return switch (recipe.toString()) {
                case "web" -> List.of(Jenkinsfile.ami("ami-00000000000000001", true, ""));
                case "db" -> List.of(Jenkinsfile.ami("ami-00000000000000002", false, "file setup.sh changed."));
                default -> throw new Jenkinsfile.Failed("Mend the template.");
            };
        });
    }

    @Test
    void recipesAreBakedSideBySideAsManyAsAreAllowed() {
        jenkinsfile.failure("bakeMatrix " + RECIPES + ", limit: 2, label: 'linux', vars: [a: 'b'], reuse: true");

        Calls.areAsRecorded("bakeMatrix", jenkinsfile.tree());
    }

    @Test
    void aFailingRecipeStopsNoOtherAndIsNamedAtTheEnd() {
        assertThat(jenkinsfile.failure("bakeMatrix recipes: ['bad.json', 'web.json'], limit: 1"))
                .isEqualTo("bakeMatrix: 1 of 2 recipes failed: bad (Mend the template.)");
        assertThat(jenkinsfile.calls("echo"))
                .containsExactly(
                        "echo('bad failed: Mend the template.')",
                        "echo('1 reused, 1 failed\\nbad  failed  Mend the template.\\nweb  reused  ami-00000000000000001"
                                + " (us-west-2)')");
    }

    @Test
    void aLimitOfNothingIsNone() {
        jenkinsfile.failure("bakeMatrix " + RECIPES + ", limit: 0");

        assertThat(jenkinsfile.calls("parallel")).containsExactly("parallel([Baker 1, Baker 2, Baker 3])");
    }

    @Test
    void whatCameOfEachIsReturned() {
        List<?> told = (List<?>) jenkinsfile.run("return bakeMatrix(recipes: ['db.pkr.hcl', 'web.json'])");

        assertThat(told)
                .map(result -> ((Map<?, ?>) result).get("recipe").toString())
                .containsExactly("db", "web");
        assertThat(told).allMatch(result -> ((Map<?, ?>) result).get("error").equals(""));
    }

    @Test
    void anAbortIsNoFailureOfARecipe() {
        jenkinsfile.on("bakeAmi", given -> {
            throw new FlowInterruptedException(Result.ABORTED, true);
        });

        assertThatThrownBy(() -> jenkinsfile.run("bakeMatrix recipes: ['web.json']"))
                .isInstanceOf(FlowInterruptedException.class);
        assertThat(jenkinsfile.calls("echo")).isEmpty();
    }

    @Test
    void aNightTellsWhatChangedAndWhy() {
        assertThat(jenkinsfile.failure(
                        "nightlyRebake " + RECIPES + ", notify: [mail: 'ops@example.com', slack: '#images']"))
                .isEqualTo("nightlyRebake: 1 of 3 recipes failed: bad (Mend the template.)");

        Calls.areAsRecorded("nightlyRebake", jenkinsfile.tree());
        assertThat(jenkinsfile.description()).hasToString("1 baked, 1 reused, 1 failed");
    }

    @Test
    void aNightWithoutNewsIsQuiet() {
        jenkinsfile.run("nightlyRebake recipes: ['web.json'], notify: [mail: 'ops@example.com']");

        assertThat(jenkinsfile.calls("mail")).isEmpty();
        assertThat(jenkinsfile.calls("bakeAmi")).singleElement().asString().contains("reuse: true");
    }

    @Test
    void whoWantsToHearOfEveryNightDoes() {
        jenkinsfile.run("nightlyRebake recipes: ['web.json'], notify: [mail: 'ops@example.com'], notifyOn: 'always'");

        assertThat(jenkinsfile.calls("mail")).hasSize(1);
    }

    @Test
    void whoWantsToHearOfFailuresAloneDoes() {
        jenkinsfile.run(
                "nightlyRebake recipes: ['db.pkr.hcl'], notify: [mail: 'ops@example.com'], notifyOn: 'failure'");
        jenkinsfile.failure("nightlyRebake recipes: ['bad.json'], notify: [slack: '#images'], notifyOn: 'failure'");

        assertThat(jenkinsfile.calls("mail")).isEmpty();
        assertThat(jenkinsfile.calls("slackSend")).hasSize(1);
    }

    @Test
    void aStepThatThisJenkinsHasNotIsSaidAndFailsNothing() {
        jenkinsfile.on("slackSend", given -> {
            throw new NoSuchMethodError("No such DSL method 'slackSend' found among steps [bakeAmi]");
        });
        jenkinsfile.on("mail", given -> {
            throw new Jenkinsfile.Failed("Couldn't connect to host");
        });

        jenkinsfile.run("nightlyRebake recipes: ['db.pkr.hcl'], notify: [mail: 'ops@example.com', slack: '#images']");

        assertThat(jenkinsfile.calls("echo"))
                .contains(
                        "echo('No notification by mail: Couldn't connect to host')",
                        "echo('No notification by slackSend: this Jenkins has no such step; install the plugin Slack"
                                + " Notification.')");
    }
}
