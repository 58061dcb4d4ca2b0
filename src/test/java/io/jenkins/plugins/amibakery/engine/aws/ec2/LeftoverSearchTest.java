package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.aws.access.InstantSleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAnswer;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.bake.Sweep;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.Dated;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.GroupFact;
import io.jenkins.plugins.amibakery.engine.ownership.SeenInstance;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.log.BuildTrace;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of EC2, and what becomes of the answers; above all what must never be removed. */
class LeftoverSearchTest {
    private static final Region REGION = new Region("us-west-2");
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String KEY = "packer_6b0303c6-8d4b-0e97-eb88-9f83097d1173";
    private static final String GROUP = "packer_6b0303c6-10b7-5694-af8b-f4c4113cea1b";
    private static final String ROLE = "packer-6b0303c6-10b7-5694-af8b-f4c4113cea1b";
    private static final String INSTANCE = "i-0123456789abcdef0";

    private PlayedAws aws;
    private Ec2Clients clients;

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
        clients = aws.clients(new InstantSleeper());
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    @Test
    void everyQuestionIsFilteredAndOwnThingsAreAskedForAlone() {
        aws.always("DescribeInstances", any -> instance(INSTANCE, KEY, "running", "2026-01-01T00:00:05Z"));
        aws.always("DescribeImages", any -> image("ami-00000001", "web 1", "snap-00000001", INSTANCE));
        look(traces(KEY, GROUP, INSTANCE));

        assertThat(aws.requests())
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request.parameters()).containsKeys("Filter.1.Name", "Filter.1.Value.1"));
        assertThat(aws.requests("DescribeImages"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.values("Owner.")).containsExactly("self"));
        assertThat(aws.requests("DescribeSnapshots"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.values("Owner.")).containsExactly("self"));
    }

    @Test
    void birthOfAnInstanceIsItsPrimaryInterfacesNotItsLastStart() {
        aws.always("DescribeInstances", any -> instance(INSTANCE, KEY, "running", "2025-06-01T00:00:00Z"));

        assertThat(look(traces(KEY, GROUP, INSTANCE)).instances())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.born()).isEqualTo("2025-06-01T00:00:00Z");
                    assertThat(one.groups()).containsExactly("sg-1");
                    assertThat(one.volumes()).containsExactly(Map.entry("vol-00000001", true));
                    assertThat(one.launchTemplate()).isEqualTo("lt-00000001");
                });
    }

    @Test
    void keyThatAUserChoseLeadsToNoInstance() throws InterruptedException {
        aws.always(
                "DescribeInstances", any -> instance("i-0badbad0", "packer_prod", "running", "2026-01-01T00:00:05Z"));
        aws.always("DescribeKeyPairs", any -> keyPair("packer_prod", "2026-01-01T00:00:05Z"));

        List<Leftover> swept = sweep(traces("packer_prod", "", ""));

        assertThat(aws.requests("DescribeInstances"))
                .noneMatch(request -> request.filter("key-name").contains("packer_prod"));
        assertThat(swept).noneMatch(Leftover::removed);
        assertNothingRemoved();
    }

    @Test
    void serverAndSnapshotThatAreOlderThanTheBakeStayThoughTheyCarryItsTag() throws InterruptedException {
        aws.always("DescribeInstances", any -> instance("i-0badbad0", "team", "running", "2025-01-01T00:00:00Z"));
        aws.always("DescribeSnapshots", any -> snapshot("snap-0badbad0", "vol-0badbad0", "2025-01-01T00:00:00Z", ""));

        List<Leftover> swept = sweep(traces(KEY, GROUP, INSTANCE));

        assertThat(swept).extracting(Leftover::id).contains("i-0badbad0", "snap-0badbad0");
        assertThat(swept)
                .noneMatch(Leftover::removed)
                .allMatch(left -> left.note().startsWith("not proved"));
        assertNothingRemoved();
    }

    @Test
    void keyAndGroupThatALostLogDidNotNameAreNamedByTheirInstance() throws InterruptedException {
        aws.always("DescribeInstances", any -> instance(INSTANCE, KEY, "running", "2026-01-01T00:00:05Z"));
        aws.always(
                "DescribeKeyPairs",
                request -> request.filter("key-name").contains(KEY)
                        ? keyPair(KEY, "2026-01-01T00:00:05Z")
                        : PlayedAnswer.ec2("DescribeKeyPairs", ""));
        aws.always(
                "DescribeSecurityGroups",
                request -> PlayedAnswer.ec2(
                        "DescribeSecurityGroups",
                        request.filter("group-id").contains("sg-1")
                                ? "<securityGroupInfo><item><groupId>sg-1</groupId><groupName>" + GROUP
                                        + "</groupName></item></securityGroupInfo>"
                                : ""));

        List<Leftover> swept = sweep(traces("", "", ""));

        assertThat(swept).extracting(Leftover::id).contains(INSTANCE, KEY, "sg-1");
        assertThat(swept)
                .noneMatch(Leftover::removed)
                .allMatch(left -> left.note().startsWith("not proved"));
        assertNothingRemoved();
    }

    @Test
    void starInANameIsNoWildcard() {
        look(traces("packer_*", "", ""));

        assertThat(aws.requests("DescribeKeyPairs").get(0).filter("key-name")).containsExactly("packer_\\*");
    }

    @Test
    void groupIsUsedByWhateverHasAnInterfaceInIt() {
        aws.always(
                "DescribeSecurityGroups",
                any -> PlayedAnswer.ec2(
                        "DescribeSecurityGroups",
                        "<securityGroupInfo><item><groupId>sg-1</groupId><groupName>" + GROUP
                                + "</groupName><groupDescription>Temporary group for Packer</groupDescription></item></securityGroupInfo>"));
        aws.always(
                "DescribeNetworkInterfaces",
                any -> PlayedAnswer.ec2(
                        "DescribeNetworkInterfaces",
                        "<networkInterfaceSet><item><attachment><instanceId>" + INSTANCE
                                + "</instanceId></attachment></item><item><networkInterfaceId>eni-1</networkInterfaceId></item></networkInterfaceSet>"));

        assertThat(look(traces(KEY, GROUP, INSTANCE)).groups())
                .containsExactly(new GroupFact("sg-1", GROUP, "Temporary group for Packer", Set.of(INSTANCE, "")));
        assertThat(aws.requests("DescribeNetworkInterfaces").get(0).filter("group-id"))
                .containsExactly("sg-1");
    }

    @Test
    void copyOfASnapshotIsKnownByItsDescription() {
        aws.always(
                "DescribeSnapshots",
                any -> snapshot(
                        "snap-00000001",
                        "vol-ffffffff",
                        "2026-01-01T00:01:00Z",
                        "Copied for DestinationAmi ami-1 from SourceAmi ami-2"));

        assertThat(look(traces(KEY, GROUP, INSTANCE)).snapshots())
                .singleElement()
                .matches(one -> one.copy());
    }

    @Test
    void leftoversComeOnEveryPage() {
        aws.next(
                "DescribeInstances",
                PlayedAnswer.ec2("DescribeInstances", "<reservationSet/><nextToken>more</nextToken>"));
        aws.always("DescribeInstances", any -> instance(INSTANCE, KEY, "running", "2026-01-01T00:00:05Z"));

        assertThat(look(traces(KEY, GROUP, INSTANCE)).instances()).hasSize(1);
    }

    @Test
    void roleAndProfileAreAskedOfIamOnlyWhenPackerSpokeOfThem() {
        look(traces(KEY, GROUP, INSTANCE));
        assertThat(aws.requests("GetRole")).isEmpty();

        aws.always("GetRole", any -> iam("GetRole", "<Role><CreateDate>2026-01-01T00:00:05Z</CreateDate></Role>"));
        aws.always("GetInstanceProfile", any -> PlayedAnswer.error(403, "AccessDenied", "no"));
        RegionFacts facts = look(withRole());

        assertThat(facts.roles()).containsExactly(new Dated(ROLE, Instant.parse("2026-01-01T00:00:05Z")));
        assertThat(facts.profiles()).containsExactly(new Dated(ROLE, Instant.EPOCH));
        assertThat(aws.requests("GetRole")).singleElement().satisfies(request -> {
            assertThat(request.parameters()).containsEntry("RoleName", ROLE);
            assertThat(request.authorization()).contains("/us-east-1/iam/aws4_request");
        });
    }

    /** Packer draws one name for both; one that died between the two lines told of the profile alone. */
    @Test
    void roleIsNamedByItsProfilesLine() throws InterruptedException {
        aws.always("GetRole", any -> iam("GetRole", "<Role><CreateDate>2026-01-01T00:00:05Z</CreateDate></Role>"));
        aws.always("GetInstanceProfile", any -> PlayedAnswer.error(404, "NoSuchEntity", "no"));
        BuildTrace build =
                new BuildTrace("web", "web 1", "", false, "", false, ROLE, "", false, "", "", Set.of(), Set.of());
        BakeTraces traces = new BakeTraces(
                "b-1",
                new Plan(BEGAN.toEpochMilli(), Map.of()),
                List.of(build),
                Sightings.NONE,
                new BakeTraces.Hints(Set.of(), Set.of(), Set.of(), Set.of(), Set.of()),
                Set.of());

        assertThat(sweep(traces))
                .singleElement()
                .matches(left -> left.id().equals(ROLE)
                        && !left.removed()
                        && !left.command().isEmpty());
    }

    @Test
    void provedRoleGoesWithItsPolicyAndItsProfile() throws InterruptedException {
        aws.always("GetRole", any -> iam("GetRole", "<Role><CreateDate>2026-01-01T00:00:05Z</CreateDate></Role>"));
        aws.always(
                "GetInstanceProfile",
                any -> iam(
                        "GetInstanceProfile",
                        "<InstanceProfile><CreateDate>2026-01-01T00:00:05Z</CreateDate><Roles><member><RoleName>" + ROLE
                                + "</RoleName></member></Roles></InstanceProfile>"));
        aws.always(
                "ListRolePolicies",
                any -> iam("ListRolePolicies", "<PolicyNames><member>" + ROLE + "</member></PolicyNames>"));

        assertThat(sweep(withRole())).hasSize(2).allMatch(Leftover::removed);
        assertThat(aws.requests())
                .extracting(PlayedAws.Request::action)
                .containsSubsequence(
                        "RemoveRoleFromInstanceProfile",
                        "DeleteInstanceProfile",
                        "ListRolePolicies",
                        "DeleteRolePolicy",
                        "DeleteRole");
    }

    @Test
    void watchSeesWhatAnInstanceWillNotTellWhenItIsDead() {
        aws.always("DescribeInstances", any -> instance(INSTANCE, KEY, "running", "2026-01-01T00:00:05Z"));
        aws.always("DescribeVolumes", any -> volume("vol-00000001", "2026-01-01T00:00:06Z"));
        Ec2Sight sight = new Ec2Sight(clients);

        Sightings seen = sight.look(new Sight.Due(Sight.At.INSTANCE, INSTANCE), List.of(REGION))
                .and(sight.look(new Sight.Due(Sight.At.VOLUMES, INSTANCE), List.of(REGION)));

        TreeMap<String, Instant> volumes = new TreeMap<>(Map.of("vol-00000001", Instant.parse("2026-01-01T00:00:06Z")));
        assertThat(seen.instances())
                .containsExactly(new SeenInstance(REGION, INSTANCE, Instant.parse("2026-01-01T00:00:05Z"), volumes));
        assertThat(aws.requests()).hasSize(2);
    }

    @Test
    void watchThatIsRefusedSeesNothingAndSaysNothing() {
        aws.always("DescribeInstances", any -> PlayedAnswer.error(403, "UnauthorizedOperation", "no"));

        assertThat(new Ec2Sight(clients).look(new Sight.Due(Sight.At.INSTANCE, INSTANCE), List.of(REGION)))
                .isEqualTo(Sightings.NONE);
    }

    @Test
    void bakeBeginsWithTheDateOfTheFirstAnswerThoughItIsARefusal() {
        aws.always("DescribeImages", any -> PlayedAnswer.error(403, "UnauthorizedOperation", "no"));
        Instant before = Instant.now().minusSeconds(1);

        Instant first = clients.beginning(REGION).orElseThrow();

        assertThat(first).isBetween(before, Instant.now());
        assertThat(clients.beginning(REGION)).contains(first);
        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void whereNobodyAnswersTheBeginningIsNotKnown() {
        aws.close();

        assertThat(clients.beginning(REGION)).isEmpty();
    }

    @Test
    void launchTemplateWhoseIdPackerDidNotTellIsNamedByItsInstanceOrItsKey() throws InterruptedException {
        aws.always("DescribeInstances", any -> instance(INSTANCE, "team", "running", "2026-01-01T00:00:05Z"));
        aws.always(
                "DescribeLaunchTemplates",
                any -> PlayedAnswer.ec2(
                        "DescribeLaunchTemplates",
                        "<launchTemplates>" + launchTemplate("lt-00000001", "2026-01-01T00:00:04Z")
                                + launchTemplate("lt-00000002", "2026-01-01T00:00:04Z")
                                + launchTemplate("lt-0badbad0", "2026-01-01T00:00:04Z")
                                + launchTemplate("lt-0badbad1", "2025-12-31T23:59:59Z") + "</launchTemplates>"));
        aws.always("DescribeLaunchTemplateVersions", request -> {
            boolean other = request.parameters().get("LaunchTemplateId").equals("lt-0badbad0");
            return PlayedAnswer.ec2(
                    "DescribeLaunchTemplateVersions",
                    "<launchTemplateVersionSet><item><launchTemplateData><keyName>" + (other ? GROUP : KEY)
                            + "</keyName></launchTemplateData></item></launchTemplateVersionSet>");
        });

        assertThat(sweep(traces(KEY, GROUP, "", true, INSTANCE)))
                .filteredOn(left -> left.kind() == Leftover.Kind.LAUNCH_TEMPLATE)
                .allMatch(left -> !left.removed() && left.note().contains("no line of Packer's log names it"))
                .extracting(Leftover::id)
                .containsExactlyInAnyOrder("lt-00000001", "lt-00000002");
        assertThat(aws.requests("DescribeLaunchTemplates").get(0).filter("launch-template-name"))
                .containsExactly("packer-fleet-launch-template-*");
    }

    @Test
    void sweepGoesOnWhereLaunchTemplatesMustNotBeListed() throws InterruptedException {
        aws.always("DescribeLaunchTemplates", any -> PlayedAnswer.error(403, "UnauthorizedOperation", "no"));
        aws.always("DescribeKeyPairs", any -> keyPair(KEY, "2026-01-01T00:00:05Z"));

        assertThat(sweep(traces(KEY, GROUP, "", true, "")))
                .singleElement()
                .matches(left -> left.removed() && left.id().equals(KEY));
    }

    @Test
    void imageOfALostLogIsFoundByItsInstance() {
        aws.always("DescribeInstances", any -> instance(INSTANCE, KEY, "terminated", "2026-01-01T00:00:05Z"));

        look(traces("", "", ""));

        assertThat(aws.requests("DescribeImages"))
                .anyMatch(request -> request.filter("source-instance-id").equals(List.of(INSTANCE)));
    }

    private static String launchTemplate(String id, String created) {
        return "<item><launchTemplateId>" + id + "</launchTemplateId><createTime>" + created + "</createTime></item>";
    }

    private void assertNothingRemoved() {
        assertThat(aws.requests())
                .extracting(PlayedAws.Request::action)
                .allMatch(action -> action.startsWith("Describe"));
    }

    private RegionFacts look(BakeTraces traces) {
        return new Ec2LeftoverCatalog(clients).look(REGION, traces);
    }

    private List<Leftover> sweep(BakeTraces traces) throws InterruptedException {
        return new Sweep(new Ec2LeftoverCatalog(clients)).sweep(traces, List.of(REGION));
    }

    private static BakeTraces traces(String key, String group, String instance) {
        return traces(key, group, "", instance);
    }

    private static BakeTraces withRole() {
        return traces("", "", ROLE, "");
    }

    private static BakeTraces traces(String key, String group, String role, String instance) {
        return traces(key, group, role, false, instance);
    }

    private static BakeTraces traces(String key, String group, String role, boolean spot, String instance) {
        BuildTrace build = new BuildTrace(
                "web", "web 1", key, false, group, false, role, role, spot, "", instance, Set.of(), Set.of());
        BakeTraces.Hints hints = new BakeTraces.Hints(Set.of(), Set.of(), Set.of(), Set.of("web 1"), Set.of());
        return new BakeTraces(
                "b-1", new Plan(BEGAN.toEpochMilli(), Map.of()), List.of(build), Sightings.NONE, hints, Set.of());
    }

    private static PlayedAnswer instance(String id, String key, String state, String attached) {
        return PlayedAnswer.ec2(
                "DescribeInstances",
                "<reservationSet><item><instancesSet><item><instanceId>" + id + "</instanceId><keyName>" + key
                        + "</keyName><launchTime>2026-01-01T00:00:09Z</launchTime><instanceState><name>" + state
                        + "</name></instanceState><groupSet><item><groupId>sg-1</groupId><groupName>" + GROUP
                        + "</groupName></item></groupSet>"
                        + "<tagSet><item><key>aws:ec2launchtemplate:id</key><value>lt-00000001</value></item></tagSet>"
                        + "<blockDeviceMapping><item><ebs><volumeId>vol-00000001</volumeId>"
                        + "<deleteOnTermination>true</deleteOnTermination></ebs></item></blockDeviceMapping>"
                        + "<networkInterfaceSet><item><attachment><deviceIndex>1</deviceIndex>"
                        + "<attachTime>2024-01-01T00:00:00Z</attachTime></attachment></item>"
                        + "<item><attachment><deviceIndex>0</deviceIndex><attachTime>" + attached
                        + "</attachTime></attachment></item></networkInterfaceSet>"
                        + "</item></instancesSet></item></reservationSet>");
    }

    private static PlayedAnswer keyPair(String name, String created) {
        return PlayedAnswer.ec2(
                "DescribeKeyPairs",
                "<keySet><item><keyName>" + name + "</keyName><createTime>" + created
                        + "</createTime></item></keySet>");
    }

    private static PlayedAnswer image(String id, String name, String snapshot, String instance) {
        return PlayedAnswer.ec2(
                "DescribeImages",
                "<imagesSet><item><imageId>" + id + "</imageId><name>" + name + "</name><sourceInstanceId>" + instance
                        + "</sourceInstanceId><blockDeviceMapping><item><ebs><snapshotId>" + snapshot
                        + "</snapshotId></ebs></item></blockDeviceMapping></item></imagesSet>");
    }

    private static PlayedAnswer snapshot(String id, String volume, String started, String description) {
        return PlayedAnswer.ec2(
                "DescribeSnapshots",
                "<snapshotSet><item><snapshotId>" + id + "</snapshotId><volumeId>" + volume + "</volumeId><startTime>"
                        + started + "</startTime><description>" + description + "</description></item></snapshotSet>");
    }

    private static PlayedAnswer volume(String id, String created) {
        return PlayedAnswer.ec2(
                "DescribeVolumes",
                "<volumeSet><item><volumeId>" + id + "</volumeId><createTime>" + created
                        + "</createTime><attachmentSet><item><instanceId>" + INSTANCE
                        + "</instanceId></item></attachmentSet></item></volumeSet>");
    }

    private static PlayedAnswer iam(String action, String content) {
        return PlayedAnswer.ok("<" + action + "Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><" + action
                + "Result>" + content + "</" + action + "Result></" + action + "Response>");
    }
}
