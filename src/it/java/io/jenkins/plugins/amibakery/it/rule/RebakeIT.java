package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Computer;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Label;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.Permission;
import io.jenkins.plugins.amibakery.config.BakeryPermission;
import io.jenkins.plugins.amibakery.results.record.BakeAnew;
import io.jenkins.plugins.amibakery.schedule.RebakeTrigger;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.htmlunit.HttpMethod;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.core.Authentication;

@WithJenkins
class RebakeIT {
    @Test
    void theFormKeepsEachField(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("p");
        RebakeTrigger trigger = new RebakeTrigger("H 3 * * *");
        trigger.setMaxAge("30d");
        trigger.setFreshFor("7d");
        trigger.setLabel("aws");
        trigger.setMaxFailures(5);
        job.addTrigger(trigger);

        RebakeTrigger kept = jenkins.configRoundtrip(job).getTrigger(RebakeTrigger.class);

        assertThat(kept).isNotSameAs(trigger);
        jenkins.assertEqualDataBoundBeans(trigger, kept);
    }

    @Test
    void aTriggerWithoutAnythingToCompareStartsNothing(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("p");
        jenkins.buildAndAssertSuccess(job);
        RebakeTrigger trigger = new RebakeTrigger("H 3 * * *");
        job.addTrigger(trigger);
        trigger.start(job, true);

        trigger.run();

        String log = "";
        for (int second = 0; second < 60 && !log.contains("without a bake"); second++) {
            Thread.sleep(1_000);
            log = jenkins.createWebClient().goTo("job/p/rebake/").asXml();
        }
        assertThat(log).contains("Nothing to compare: the job ended well without a bake.");
        jenkins.waitUntilNoActivity();
        assertThat(job.getLastBuild().getNumber()).isEqualTo(1);
    }

    @Test
    void aCheckThatCouldLookNothingUpSaysSoAndThreeOfThemAreANotice(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("p");
        BakeHistoryIT.bake(jenkins, job, 1, bake -> {});
        RebakeTrigger trigger = new RebakeTrigger("H 3 * * *");
        job.addTrigger(trigger);
        trigger.start(job, true);

        for (int look = 1; look <= 3; look++) {
            try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
                Pages.send(web, HttpMethod.POST, "job/p/rebake/check");
            }
            int looks = look;
            for (int second = 0; second < 60 && looks(jenkins) < looks; second++) {
                Thread.sleep(1_000);
            }
        }

        assertThat(text(jenkins, "job/p/rebake/"))
                .contains(
                        "Could not check: the trigger names neither a label nor AWS credentials (from the controller)")
                .contains("The last 3 checks of the trigger");
        assertThat(text(jenkins, "job/p/")).contains("The last 3 checks of the trigger");
        assertThat(text(jenkins, "job/p/amis/")).contains("Not checked since");
        assertThat(text(jenkins, "ami-bakery/")).contains("Not checked since", "The last 3 checks of the trigger");
        jenkins.waitUntilNoActivity();
        assertThat(job.getLastBuild().getNumber()).as("a check starts nothing").isEqualTo(1);
    }

    @Test
    void anAgentIsAskedOnlyByAJobThatMayRunThere(JenkinsRule jenkins) throws Exception {
        jenkins.createOnlineSlave(Label.get("aws"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .toEveryone()
                .grant(Computer.BUILD)
                .everywhere()
                .to("insider"));
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate("out", user("outsider"))
                        .authenticate("in", user("insider")));

        assertThat(seen(jenkins, "out")).contains("(not possible: the job may not run on an agent of the label 'aws'");
        assertThat(seen(jenkins, "in")).contains("from an agent of 'aws'").doesNotContain("not possible");
    }

    private static int looks(JenkinsRule jenkins) throws Exception {
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            return web.getJSON("job/p/rebake/api/json")
                    .getJSONObject()
                    .getJSONArray("looks")
                    .size();
        }
    }

    private static String text(JenkinsRule jenkins, String page) throws Exception {
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            return web.goTo(page).asNormalizedText();
        }
    }

    private static Authentication user(String name) {
        return User.getById(name, true).impersonate2();
    }

    /** What the log of a trigger says of its first look. */
    private static String seen(JenkinsRule jenkins, String name) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        RebakeTrigger trigger = new RebakeTrigger("H 3 * * *");
        trigger.setLabel("aws");
        job.addTrigger(trigger);
        trigger.start(job, true);

        trigger.run();

        String log = "";
        for (int second = 0; second < 60 && !log.contains("of 'aws'"); second++) {
            Thread.sleep(1_000);
            log = jenkins.createWebClient()
                    .login("insider")
                    .goTo("job/" + name + "/rebake/")
                    .getBody()
                    .getTextContent();
        }
        return log;
    }

    @Test
    void thePermissionBakesAndDoesNothingElse(JenkinsRule jenkins) throws Exception {
        jenkins.createFreeStyleProject("p");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(BakeryPermission.BAKE)
                .everywhere()
                .to("baker")
                .grant(Item.BUILD)
                .everywhere()
                .to("builder"));

        assertThat(status(jenkins, "reader", "rebake/bake", HttpMethod.POST)).isEqualTo(403);
        assertThat(status(jenkins, "reader", "rebake/now", HttpMethod.POST)).isEqualTo(403);
        assertThat(status(jenkins, "reader", "rebake/check", HttpMethod.POST)).isEqualTo(403);
        assertThat(status(jenkins, "baker", "rebake/check", HttpMethod.GET)).isEqualTo(405);
        assertThat(status(jenkins, "baker", "rebake/now", HttpMethod.GET)).isEqualTo(405);
        assertThat(status(jenkins, "baker", "build", HttpMethod.POST)).isEqualTo(403);
        assertThat(status(jenkins, "baker", "rebake/bake", HttpMethod.POST)).isEqualTo(200);
        assertThat(last(jenkins).getAction(BakeAnew.class)).isNull();
        assertThat(status(jenkins, "builder", "rebake/now", HttpMethod.POST)).isEqualTo(200);
        assertThat(last(jenkins).getAction(BakeAnew.class)).isNotNull();
        assertThat(last(jenkins).getNumber()).isEqualTo(2);
        assertThat(last(jenkins).getResult()).isEqualTo(Result.SUCCESS);
    }

    @Test
    void thePermissionIsFoundByItsName(JenkinsRule jenkins) {
        assertThat(BakeryPermission.GROUP.getId()).isEqualTo("AmiBakery");
        assertThat(Permission.fromId(BakeryPermission.class.getName() + ".Bake"))
                .isSameAs(BakeryPermission.BAKE);
    }

    private static Run<?, ?> last(JenkinsRule jenkins) throws Exception {
        jenkins.waitUntilNoActivity();
        return jenkins.jenkins.getItemByFullName("p", FreeStyleProject.class).getLastBuild();
    }

    private static int status(JenkinsRule jenkins, String user, String path, HttpMethod verb) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
        return Pages.send(client, verb, "job/p/" + path).getWebResponse().getStatusCode();
    }
}
