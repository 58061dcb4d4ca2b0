package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Disk;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Key;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Template;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A QA and a production in which all is as it should be, and what is kept of their AMI, until a test changes something. */
final class ProvedCloud {
    static final Region REGION = new Region("us-west-2");
    static final Region FAR = new Region("eu-west-1");
    static final String COPY = "ami-0aaaaaaaaaaaaaaa9";
    static final String KEY = "arn:aws:kms:us-west-2:123456789012:key/1";
    private static final String ROLE =
            "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";

    final FakeCloud cloud = new FakeCloud();
    final FakeFleet fleet = cloud.fleet.with("qa", 2).with("prod", 3);
    final Signer ours = Signer.fresh();
    final Path home;

    ProvedCloud(Path home) throws IOException {
        this.home = home;
        for (String name : List.of("qa", "prod")) {
            deploys(name, Map.of("MinSize", name.equals("qa") ? "1" : "3"));
            cloud.stacks.resources.put(name + "/AWS::AutoScaling::AutoScalingGroup", List.of(name));
            cloud.stacks.templates.put(name, "Resources:\n  Group: {}\n");
        }
        image(FakeFleet.AMI, REGION, AmiState.AVAILABLE);
        image(FakeFleet.OTHER, REGION, AmiState.AVAILABLE);
        image(COPY, FAR, AmiState.AVAILABLE);
        fleet.copies.put(COPY, FakeFleet.AMI + " in us-west-2");
        Files.writeString(home.resolve("allow"), "MinSize\n");
        tested(FakeFleet.AMI, "2026-11-30T10:00:00Z", ours, Map.of());
    }

    void deploys(String stack, Map<String, String> parameters) {
        cloud.stacks.has(stack, "UPDATE_COMPLETE", Map.of(), parameters);
    }

    void image(String id, Region region, AmiState state) {
        cloud.has(new Ami(
                new AmiId(id),
                region,
                "web",
                "123456789012",
                state,
                "",
                Optional.empty(),
                "x86_64",
                true,
                List.of(new Snapshot("snap-" + id.substring(id.length() - 1), 8)),
                Map.of(Tags.BAKE_ID, "bake-1")));
    }

    void template(TemplateRef ref, String image) {
        fleet.templates.put(ref, new Template(ref, image, "b".repeat(64), ""));
    }

    void launches(String group, TemplateRef... refs) {
        Group before = fleet.groups.get(group);
        fleet.groups.put(
                group, new Group(group, List.of(refs), before.images(), before.maxLifetime(), before.members(), ""));
    }

    /** Production runs another AMI. */
    void productionRuns(String snapshot) {
        fleet.groups.get("prod").members().forEach(id -> fleet.snapshots.put("vol-" + id, snapshot));
    }

    void encrypted(String state, String policy, String... grantees) {
        cloud.capacity.disks.put("snap-1", new Disk("snap-1", "completed", KEY));
        cloud.capacity.keys.put(KEY, new Key(state, false, policy, List.of(grantees)));
    }

    /** A policy that lets Auto Scaling's role do something. */
    static String policy(String action) {
        return "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": [\"" + ROLE + "\"]}, \"Action\": \""
                + action + "\"}]}";
    }

    /** Keeps a test that passed but for some checks. */
    void tested(String ami, String ended, Signer signer, Map<String, Check.Verdict> but) throws IOException {
        List<Check> checks = new ArrayList<>();
        for (String name : List.of(AmiTest.HEALTH, AmiTest.BOOT, AmiTest.USER_DATA, AmiTest.OUTSIDE)) {
            checks.add(new Check(name, but.getOrDefault(name, Check.Verdict.PASSED), ""));
        }
        AmiTest test = new AmiTest(
                "test-" + ended.substring(11, 13),
                "n".repeat(32),
                new AmiId(ami),
                REGION,
                "123456789012",
                "web",
                "i-0123456789abcdef0",
                "t3.small",
                "",
                Instant.parse(ended).minusSeconds(60),
                Instant.parse(ended),
                41_700,
                checks,
                List.of(),
                "");
        new TestResult(test, "agent", Instant.parse(ended))
                .keep(new Attestations(new FileStore(home.resolve("store"))), signer);
    }

    ProofRecords records() {
        return new ProofRecords(new FileStore(home.resolve("store")), new Verifier(List.of(ours.verifyingKey())));
    }

    /** As the shipped parameters ask, and for another account. */
    static Prove asked(String accounts) {
        return new Prove("us-west-2", "qa", "us-west-2", "prod", "allow", "", "eu-west-1", accounts, 0, 60, "call-1");
    }

    static Prove asked(String copies, int drill) {
        return new Prove("us-west-2", "qa", "us-west-2", "prod", "allow", "", copies, "", drill, 60, "call-1");
    }

    ProofReport prove(Prove asked) throws IOException, InterruptedException {
        ProofReport read = asked.run(new Workplace(home, Map.of()), cloud);
        ProofRecords records = records();
        records.keepDrill(read, ours);
        return records.completed(read);
    }

    ProofReport prove() throws IOException, InterruptedException {
        return prove(asked("eu-west-1", 0));
    }
}
