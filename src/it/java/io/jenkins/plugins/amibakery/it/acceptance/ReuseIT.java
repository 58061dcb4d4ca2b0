package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bakes that need not be, as an AMI of the very same recipe is there. */
@ExtendWith(BakeryExtension.class)
class ReuseIT {
    /** The small template with its provisioner in a file of its own, which a change shows in. */
    private static final String TEMPLATE =
            SmallTemplate.TEXT.replaceFirst("\"inline\": \\[.*\\]", "\"script\": \"setup.sh\"");

    private final Bakery bakery;

    ReuseIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void theSameRecipeIsReusedUntilSomethingOfItChangesOrItsAmiIsGone() {
        Build first = bake("again", "echo one", "reuse: true, recipe: 'again'").run();
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        assertThat(first.log()).contains("Not reused: No AMI of again is in us-west-2 yet.");
        assertThat(key(id(first))).matches("[0-9a-f]{64}");
        assertThat(first.bake().path("origin").path("how").asText()).isEqualTo("baked");

        Set<String> before = bakery.cloud().inventory();
        Build second = bake("again", "echo one", "reuse: true, recipe: 'again'").run();
        assertThat(second.result()).as(second.log()).isEqualTo("SUCCESS");
        assertThat(id(second)).isEqualTo(id(first));
        assertThat(second.log()).contains("Reused 1 AMI of bake again-1-").contains("(again #1)");
        assertThat(second.bake().path("origin").path("how").asText()).isEqualTo("reused");
        assertThat(second.bake().path("origin").path("fromBuild").asInt()).isEqualTo(1);
        assertThat(second.bake().path("origin").path("keyDigest").asText()).isEqualTo(key(id(first)));
        assertThat(bakery.cloud().since(before)).isEmpty();

        Build changed =
                bake("again", "echo two", "reuse: true, recipe: 'again'").run();
        assertThat(changed.result()).as(changed.log()).isEqualTo("SUCCESS");
        assertThat(changed.log()).contains("Not reused: Since " + id(first)).contains("file setup.sh changed");
        assertThat(id(changed)).isNotEqualTo(id(first));

        bakery.cloud().deregister(id(changed));
        Build gone = bake("again", "echo two", "reuse: true, recipe: 'again'").run();
        assertThat(gone.result()).as(gone.log()).isEqualTo("SUCCESS");
        assertThat(gone.log()).contains("Not reused: ");
        assertThat(id(gone)).isNotIn(id(first), id(changed));
    }

    @Test
    void aBakeThatDidNotAskForReuseCanBeReusedAndForceBakesAnyway() {
        Build plain = bake("plain", "echo plain", "recipe: 'plain'").run();
        assertThat(plain.result()).as(plain.log()).isEqualTo("SUCCESS");
        assertThat(plain.log()).doesNotContain("No bake key");
        assertThat(plain.bake().path("origin").path("keyDigest").asText()).isEqualTo(key(id(plain)));

        Build reused =
                bake("plain", "echo plain", "recipe: 'plain', reuse: true").run();
        assertThat(reused.result()).as(reused.log()).isEqualTo("SUCCESS");
        assertThat(id(reused)).isEqualTo(id(plain));
        assertThat(reused.log()).contains("(plain #1)");

        Build forced = bake("plain", "echo plain", "recipe: 'plain', reuse: true, force: true")
                .run();
        assertThat(forced.result()).as(forced.log()).isEqualTo("SUCCESS");
        assertThat(forced.log()).contains("Not reused: Requested with force.");
        assertThat(id(forced)).isNotEqualTo(id(plain));
    }

    @Test
    void ofTwoIdenticalBakesOneBakesAndTheOtherWaitsForIt() {
        Set<String> before = bakery.cloud().inventory();
        bakery.controller().folder("twins", true);
        Build one =
                bake("twins/job/a", "sleep 20", "recipe: 'twin', reuse: true").start();
        one.awaitLog("==== web: provision");
        Build other =
                bake("twins/job/b", "sleep 20", "recipe: 'twin', reuse: true").start();
        other.awaitLog("Waiting for another build that is baking the same inputs");

        assertThat(one.result()).as(one.log()).isEqualTo("SUCCESS");
        assertThat(other.result()).as(other.log()).isEqualTo("SUCCESS");
        assertThat(id(other)).isEqualTo(id(one));
        assertThat(other.log()).contains("of another job in ", "the folder 'twins'");
        assertThat(bakery.cloud().imagesSince(before)).containsExactly("image " + id(one));
    }

    @Test
    void afterAnAbortTheNextOneBakes() {
        Build aborted = bake("heir", "sleep 60", "recipe: 'heir', reuse: true").start();
        aborted.awaitLog("==== web: provision");
        Build heir = bake("heir", "sleep 60", "recipe: 'heir', reuse: true, graceSeconds: 301")
                .start();
        heir.awaitLog("Waiting for another build");

        aborted.abort();

        assertThat(aborted.result()).as(aborted.log()).isEqualTo("ABORTED");
        assertThat(heir.result()).as(heir.log()).isEqualTo("SUCCESS");
        assertThat(heir.log()).contains("Not reused: ");
    }

    @Test
    void waitingOutlivesARestartOfTheController() {
        Set<String> before = bakery.cloud().inventory();
        Build one =
                bake("lasting", "sleep 90", "recipe: 'lasting', reuse: true").start();
        one.awaitLog("==== web: provision");
        Build other =
                bake("lasting", "sleep 90", "recipe: 'lasting', reuse: true").start();
        other.awaitLog("Waiting for another build");

        bakery.controller().crash();
        bakery.controller().restart();

        assertThat(one.result()).as(one.log()).isEqualTo("SUCCESS");
        assertThat(other.result()).as(other.log()).isEqualTo("SUCCESS");
        assertThat(id(other)).isEqualTo(id(one));
        assertThat(bakery.cloud().imagesSince(before)).containsExactly("image " + id(one));
    }

    private Job bake(String job, String script, String parameters) {
        return bakery.controller().pipeline(job, bakery.onAgent("""
                        writeFile file: 'image.json', text: '''%s'''
                        writeFile file: 'setup.sh', text: '%s'
                        def amis = bakeAmi template: 'image.json', vars: vars, %s
                        echo "ID ${amis[0].id}"
                        """.formatted(TEMPLATE, script, parameters)));
    }

    private static String id(Build build) {
        return build.said("ID").get(0);
    }

    private String key(String id) {
        return Cloud.tag(bakery.cloud().image(id), "ami-bakery:bake-key");
    }
}
