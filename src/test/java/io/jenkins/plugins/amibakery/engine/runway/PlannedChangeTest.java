package io.jenkins.plugins.amibakery.engine.runway;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.StackChange;
import io.jenkins.plugins.amibakery.engine.model.StackChange.Effect;
import io.jenkins.plugins.amibakery.engine.runway.RunwayEvent.Place;
import org.junit.jupiter.api.Test;

class PlannedChangeTest {
    private static final Place AT = new Place("app", "asg.cfn", "us-west-2");

    private static StackChange read(String text) {
        return PlannedChange.of(new RunwayEvent.Planned(AT, "img-mgr-prod-asg", text));
    }

    private static String resource(String id, String action, String replacement) {
        return "- ResourceChange:\n    Action: " + action
                + "\n    Details:\n    - ChangeSource: DirectModification\n      Target:\n"
                + "        Action: Nothing\n    LogicalResourceId: " + id
                + (replacement.isEmpty() ? "" : "\n    Replacement: '" + replacement + "'")
                + "\n    ResourceType: AWS::EC2::" + id + "\n  Type: Resource\n";
    }

    @Test
    void whatChangesIsSaidInOneLine() {
        StackChange change =
                read("""
                --- Old Parameters
                +++ New Parameters
                ******************
                -ImageId = ami-0abc1230000000001
                +ImageId = ami-0abc1230000000002
                 VpcId = vpc-98c058c5db2783aac

                """ + resource("LaunchTemplate", "Modify", "False") + resource("AutoScalingGroup", "Modify", ""));

        assertThat(change.summary())
                .isEqualTo("2 resources modified: LaunchTemplate, AutoScalingGroup; ImageId ami-0abc1230000000001 →"
                        + " ami-0abc1230000000002");
        assertThat(change.resources().get(0).type()).isEqualTo("AWS::EC2::LaunchTemplate");
        assertThat(change.place()).isEqualTo("img-mgr-prod-asg (us-west-2)");
    }

    @Test
    void whatIsReplacedOrRemovedIsNotCalledModified() {
        StackChange change = read(resource("Database", "Modify", "True")
                + resource("Volume", "Modify", "Conditional")
                + resource("Bucket", "Remove", "")
                + resource("Queue", "Add", "")
                + resource("Thing", "Dynamic", ""));

        assertThat(change.resources())
                .extracting(StackChange.Resource::effect)
                .containsExactly(
                        Effect.REPLACED, Effect.MAYBE_REPLACED, Effect.REMOVED, Effect.ADDED, Effect.MAYBE_REPLACED);
        assertThat(change.summary())
                .startsWith("1 resource replaced: Database; 2 resources modified and perhaps replaced: Volume, Thing;");
    }

    @Test
    void aStackWithoutChangesSaysSo() {
        assertThat(read("no changes").summary()).isEqualTo("no changes");
        assertThat(read("no changes").changes()).isFalse();
    }

    @Test
    void aListThatIsOnlyWrittenOtherwiseIsNoChange() {
        StackChange change =
                read("-Subnets = ['subnet-1', 'subnet-2']\n+Subnets = subnet-1,subnet-2\n+New = a\n-Old = b");

        assertThat(change.summary()).isEqualTo("Old b → (none); New (new) → a");
    }

    @Test
    void whatIsNotUnderstoodIsLeftOutAndNotCalledNoChange() {
        assertThat(read("[]").summary()).isEqualTo("changes, see the plan");
        assertThat(read("- ResourceChange:\n    Act").summary()).isEqualTo("changes, see the plan");
    }

    @Test
    void aRecordedPlanTellsEachStack() {
        assertThat(Recorded.log("plan-newami").changes())
                .extracting(StackChange::summary)
                .containsExactly("no changes", "ImageId ami-0abc1230000000001 → ami-0abc1230000000002");
    }

    @Test
    void nothingOfAMaskedChangeTellsASecret() {
        StackChange masked =
                read("-Password = hunter1\n+Password = hunter2").masked(text -> text.replace("hunter", "*"));

        assertThat(masked.toString()).doesNotContain("hunter");
    }
}
