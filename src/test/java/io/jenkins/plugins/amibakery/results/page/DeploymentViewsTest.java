package io.jenkins.plugins.amibakery.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.results.record.Deployed;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.LockRecord;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages of deployments say. */
class DeploymentViewsTest {
    private final Locale locale = Locale.getDefault();

    @BeforeEach
    void english() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
    }

    private static DeploymentView view(DeploymentRecord record) {
        return new DeploymentView(record, 1, false, null);
    }

    @ParameterizedTest
    @CsvSource({
        "deploy, success, false, Deployed, blue",
        "plan, success, false, Planned, blue",
        "destroy, success, false, Destroyed, blue",
        "deploy, running, true, Deploying, nobuilt-anime",
        "plan, failure, false, Failed, red",
        "deploy, cancelled, false, Cancelled, aborted",
        "later, success, false, Done, blue",
    })
    void aStatusIsASymbolAndAWord(String action, String status, boolean building, String word, String symbol) {
        StatusView view = StatusView.ofDeployment(action, status, building, false);

        assertThat(view.getWord()).isEqualTo(word);
        assertThat(view.getSymbol()).isEqualTo("symbol-status-" + symbol);
    }

    @ParameterizedTest
    @CsvSource({
        "submitted, Submitted, nobuilt-anime",
        "complete, Complete, blue",
        "skipped, Skipped, nobuilt",
        "failed, Failed, red",
        "CREATE_COMPLETE, CREATE_COMPLETE, blue",
        "UPDATE_COMPLETE, UPDATE_COMPLETE, blue",
        "DELETE_COMPLETE, DELETE_COMPLETE, blue",
        "UPDATE_ROLLBACK_COMPLETE, UPDATE_ROLLBACK_COMPLETE, red",
        "ROLLBACK_IN_PROGRESS, ROLLBACK_IN_PROGRESS, red",
        "CREATE_FAILED, CREATE_FAILED, red",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, nobuilt-anime",
    })
    void aStacksStatusIsASymbolAndAWord(String status, String word, String symbol) {
        StatusView view = StatusView.ofStack(status, true);

        assertThat(view.getWord()).isEqualTo(word);
        assertThat(view.getSymbol()).isEqualTo("symbol-status-" + symbol);
    }

    @ParameterizedTest
    @CsvSource({"'', Unknown", "CREATE_IN_PROGRESS, CREATE_IN_PROGRESS", "submitted, Submitted", "LATER, LATER"})
    void howAStackEndedIsOpenWhenNobodySaw(String status, String word) {
        StatusView view = StatusView.ofStack(status, false);

        assertThat(view.getWord()).isEqualTo(word);
        assertThat(view.getSymbol()).isEqualTo("symbol-help-circle");
    }

    @ParameterizedTest
    @CsvSource({"DEPLOY, Deploy to dev", "PLAN, Plan for dev", "DESTROY, Destroy dev", "INIT, Initialize: dev"})
    void aTitleTellsWhatIsDoneWhere(DeployAction action, String title) {
        assertThat(view(Deployed.running("d", action, "dev", "", 1)).getTitle()).isEqualTo(title);
    }

    @Test
    void aPlanWithGapsIsIncompleteAndWarns() {
        DeploymentRecord record = Deployed.done(DeployAction.PLAN, "dev", "", "us-west-2", 100);
        record.setPlan(new PlanRecord("sha256:1", List.of("no upstream {0} 'stack'"), false, List.of(), List.of()));

        DeploymentView view = view(record);

        assertThat(view.getStatus().getWord()).isEqualTo("Incomplete plan");
        assertThat(view.getRemarks()).containsExactly("Not in the plan: no upstream {0} 'stack'");
        assertThat(view.getAlert()).isEqualTo("jenkins-alert-warning");
    }

    @Test
    void locksAndWhatIsNotReadAreSaid() {
        DeploymentRecord record = Deployed.failed("dev", "", 100);
        record.setLocks(
                List.of(),
                List.of(LockRecord.of(new GraphLock("us-west-2", "cfngin-bucket", "dev-img-mgr.json", "a1"))));
        record.setUnread(List.of("site.web"));

        assertThat(view(record).getRemarks())
                .containsExactly(
                        "Lock left: a1 on s3://cfngin-bucket/dev-img-mgr.json: aws s3api delete-object-tagging"
                                + " --region us-west-2 --bucket cfngin-bucket --key dev-img-mgr.json",
                        "Outcome not read: site.web");
        assertThat(view(record).getAlert()).isEqualTo("jenkins-alert-danger");
    }

    @Test
    void aDeploymentWhoseBuildEndedFirstSaysSo() {
        DeploymentView view = view(Deployed.running("d", DeployAction.DEPLOY, "dev", "", 1));

        assertThat(view.getStatus().getWord()).isEqualTo("Unfinished");
        assertThat(view.getFirstFailure()).startsWith("The build ended before");
    }

    @Test
    void theSameAmiReplacesNothing() {
        DeploymentRecord record = Deployed.done("dev", Deployed.FIRST, "us-west-2", 100);
        record.setReplacedAmi(Deployed.FIRST);
        assertThat(record.getReplacedAmi()).isEmpty();
        assertThat(view(record).getReplacedAmi()).isNull();

        record.setReplacedAmi(Deployed.SECOND);
        assertThat(view(record).getReplacedAmi().getId()).isEqualTo(Deployed.SECOND);
        assertThat(view(record).getReplacedWord()).isEqualTo("Replaced");
    }

    @Test
    void linksLeadToTheConsolesOfTheRegionButNotForATestCloud() {
        DeploymentRecord record = Deployed.done("dev", Deployed.FIRST, "us-west-2", 100);
        assertThat(view(record).getAmi().getConsoleUrl())
                .endsWith("region=us-west-2#ImageDetails:imageId=" + Deployed.FIRST);
        assertThat(view(record).getStacks().get(0).getConsoleUrl())
                .isEqualTo("https://console.aws.amazon.com/cloudformation/home?region=us-west-2"
                        + "#/stacks?filteringStatus=active&viewNested=true&filteringText=img-mgr-dev");

        record.setEndpoint("http://127.0.0.1:5000");
        assertThat(view(record).getAmi().getConsoleUrl()).isNull();
        assertThat(view(record).getStacks().get(0).getConsoleUrl()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"us-west-2, 'x&y=1'", "us-west-2, ''", "us-west-2, '<script>'", "javascript:x, stack"})
    void whatIsNoStackMakesNoLink(String region, String stack) {
        assertThat(ConsoleLink.toStack(region, stack, false)).isNull();
    }

    @Test
    void whatPartWasAskedForIsSaid() {
        DeploymentRecord record = Deployed.done("dev", "", "us-west-2", 100);
        assertThat(view(record).getSelection()).isEmpty();

        record.setSelection("us-west-2", List.of("vpc.cfn", "img-mgr.cfn"), List.of());

        assertThat(view(record).getSelection()).isEqualTo("us-west-2 · modules: vpc.cfn, img-mgr.cfn");
    }

    @Test
    void aBuildsPageShowsTheFirstFiveAndAPageOfThreeShowsThemWhole() {
        assertThat(deployments(30).getFirst()).hasSize(6);
        assertThat(deployments(30).getMore()).isEqualTo("and 24 more");
        assertThat(deployments(30).getInFull()).isEmpty();
        assertThat(deployments(3).getMore()).isNull();
        assertThat(deployments(3).getInFull()).hasSize(3);
        assertThat(deployments(0).getFirst()).isEmpty();
    }

    @Test
    void aDeploymentIsFoundByItsPlaceAndByItsId() {
        DeploymentsView view = deployments(12);

        assertThat(view.find("12").getRecord().getId()).isEqualTo("d11");
        assertThat(view.find("d11").getPosition()).isEqualTo(12);
        assertThat(view.find("0")).isNull();
        assertThat(view.find("x")).isNull();
    }

    private static DeploymentsView deployments(int many) {
        List<DeploymentRecord> records = IntStream.range(0, many)
                .mapToObj(i -> Deployed.running("d" + i, DeployAction.DEPLOY, "dev", "", i))
                .toList();
        return new DeploymentsView(records, false, null);
    }
}
