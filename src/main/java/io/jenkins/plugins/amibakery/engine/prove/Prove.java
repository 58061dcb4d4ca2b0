package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.OwnImage;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.CompareEnvironments;
import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport.InstanceVerdict;
import io.jenkins.plugins.amibakery.engine.fleet.Newcomers;
import io.jenkins.plugins.amibakery.engine.fleet.VerifyFleet;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.prove.ProofReport.Place;
import io.jenkins.plugins.amibakery.engine.prove.ProofReport.Running;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads in the cloud whether two environments are immutable. What only kept records tell, of tests and drills, is not known in its report;
 * {@link ProofRecords} adds it. Changes nothing but, for a drill, the size of one group for a while.
 *
 * @param region of the environment in which AMIs are tried
 * @param stack its whole name
 * @param otherRegion of production
 * @param otherStack its whole name
 * @param allow a file with names of parameters that may differ, one a line, below the workplace; empty for none
 * @param allowFiles a file with patterns of paths that may differ from the image, likewise
 * @param copies regions, with blanks or commas between them, in which there has to be a copy of each AMI; empty for none
 * @param accounts ids of other accounts, likewise, that have to be able to launch each AMI; empty for none
 * @param drill by how many instances the first environment's group has to grow; 0 for no drill
 * @param budgetSeconds how long that may take
 * @param call by which it is known, the same when it is asked again; empty at a terminal
 */
public record Prove(
        String region,
        String stack,
        String otherRegion,
        String otherStack,
        String allow,
        String allowFiles,
        String copies,
        String accounts,
        int drill,
        int budgetSeconds,
        String call)
        implements UseCase<ProofReport> {
    private static final int LONGEST_BUDGET = 3_600;

    /** @throws IllegalArgumentException with one clear line when something cannot be right */
    public Prove {
        comparison(region, stack, otherRegion, otherStack, allow);
        fleet(region, stack, allowFiles);
        words(copies).forEach(Region::new);
        for (String account : words(accounts)) {
            if (!account.matches("[0-9]{12}")) {
                throw new IllegalArgumentException(
                        "'" + account + "' is not the id of an AWS account, which has 12 digits.");
            }
        }
        if (drill < 0 || drill > Drill.MOST) {
            throw new IllegalArgumentException(
                    "A drill of " + drill + " instances is none; it is 1 to " + Drill.MOST + ", or 0 for no drill.");
        }
        if (budgetSeconds < 1 || budgetSeconds > LONGEST_BUDGET) {
            throw new IllegalArgumentException(
                    "The budget is " + budgetSeconds + " s; it must be 1 to " + LONGEST_BUDGET + " s.");
        }
    }

    private static CompareEnvironments comparison(
            String region, String stack, String otherRegion, String otherStack, String allow) {
        return new CompareEnvironments(region, stack, otherRegion, otherStack, allow);
    }

    private static VerifyFleet fleet(String region, String stack, String allowFiles) {
        return new VerifyFleet(region, "", stack, "", "", "", allowFiles, "");
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("[\\s,]+")).filter(one -> !one.isEmpty()).toList();
    }

    /** What is meant, such as {@code img-mgr-qa-img-mgr and img-mgr-prod-img-mgr}. */
    public String which() {
        return stack + " and " + otherStack;
    }

    @Override
    public ProofReport run(Workplace place, Cloud cloud) throws IOException, InterruptedException {
        if (drill > 0) {
            prepare(place, cloud);
        }
        FleetReport one = fleet(region, stack, allowFiles).run(place, cloud);
        FleetReport other = fleet(otherRegion, otherStack, allowFiles).run(place, cloud);
        List<Drill> drills = drill == 0 ? List.of() : List.of(drilled(one, place, cloud));
        List<ProofRow> rows = new ArrayList<>(FleetRows.of(List.of(one, other)));
        List<Running> running = new ArrayList<>();
        List<ComparedEnvironments> compared = new ArrayList<>();
        read(rows, List.of(Proof.BAKE_APART, Proof.LAUNCHABLE, Proof.NOTHING_LATEST), () -> {
            place.progress().says("looking at what the groups launch next");
            Groups first = Groups.of(new Region(region), stack, one, cloud);
            first.groups().forEach(group -> sayLeft(group, place));
            Groups second = Groups.of(new Region(otherRegion), otherStack, other, cloud);
            running.addAll(running(one, first, false, cloud));
            running.addAll(running(other, second, true, cloud));
            return new LaunchRows(cloud, List.of(first, second), words(copies), words(accounts)).rows();
        });
        read(rows, List.of(Proof.REPLICA, Proof.SAME_TEMPLATES, Proof.SAME_INSIDE), () -> {
            compared.add(
                    comparison(region, stack, otherRegion, otherStack, allow).run(place, cloud));
            return ReplicaRows.of(compared.get(0));
        });
        drills.forEach(made -> rows.add(ProofRow.of(Proof.GROWS, made.verdict(), made.evidence())));
        return report(rows, running, compared, drills);
    }

    private ProofReport report(
            List<ProofRow> rows, List<Running> running, List<ComparedEnvironments> compared, List<Drill> drills) {
        List<ProofRow> all = Arrays.stream(Proof.values())
                .map(proof -> rows.stream()
                        .filter(row -> row.proof() == proof)
                        .findFirst()
                        .orElseGet(() -> ProofRow.unknown(proof, "no record of it was read")))
                .toList();
        return new ProofReport(
                new Place(region, stack, otherRegion, otherStack), Instant.now(), all, running, compared, drills);
    }

    /** Without a drill nothing is changed, not even what one that was killed has left. */
    private static void sayLeft(Group group, Workplace place) {
        DrillMark.read(group.drill())
                .ifPresent(left -> place.progress()
                        .says("leaving the group " + group.name() + " to its drill from " + left.from() + " to "
                                + left.to()
                                + " instances"
                                + (left.isOver()
                                        ? ", which was killed; the next drill sets it back"
                                        : ", which is under way or was killed")));
    }

    /** What grows has to be complete, and no drill's size is its own. */
    private void prepare(Workplace place, Cloud cloud) throws InterruptedException {
        Region where = new Region(region);
        for (Group group : EndDrill.groups(where, stack, cloud)) {
            Drill.settle(where, group, call, cloud.capacity(), place.progress());
        }
        Newcomers.await(fleet(region, stack, allowFiles), place, cloud);
    }

    private Drill drilled(FleetReport report, Workplace place, Cloud cloud) throws InterruptedException {
        if (report.groups().size() != 1) {
            throw new IllegalArgumentException("The stack " + stack + " has "
                    + report.groups().size() + " Auto Scaling groups; a drill needs one.");
        }
        return Drill.of(
                new Region(region),
                report.groups().get(0).name(),
                drill,
                Duration.ofSeconds(budgetSeconds),
                call,
                cloud.capacity(),
                place.progress());
    }

    private static List<Running> running(FleetReport report, Groups groups, boolean production, Cloud cloud) {
        Region region = groups.region();
        List<String> amis = report.instances().stream()
                .map(InstanceVerdict::ami)
                .filter(ami -> !ami.isEmpty())
                .distinct()
                .sorted()
                .toList();
        if (amis.isEmpty()) {
            return List.of();
        }
        Map<String, String> origins = cloud.fleets().origins(region, amis);
        Map<AmiId, String> owners = cloud
                .own()
                .find(region, amis.stream().map(AmiId::new).toList())
                .stream()
                .map(OwnImage::ami)
                .collect(Collectors.toMap(ami -> ami.id(), ami -> ami.ownerId(), (same, again) -> same));
        return amis.stream()
                .map(ami -> new Running(
                        ami,
                        origins.getOrDefault(ami, ami).replaceFirst(" in .*", ""),
                        region.code(),
                        Optional.ofNullable(owners.get(new AmiId(ami))).orElse(""),
                        production,
                        groups.haveUserData()))
                .toList();
    }

    /** Something that is read for several rows. */
    private interface Question {
        List<ProofRow> rows() throws IOException, InterruptedException;
    }

    private static void read(List<ProofRow> rows, List<Proof> proofs, Question question)
            throws IOException, InterruptedException {
        try {
            rows.addAll(question.rows());
        } catch (BakeFailedException e) {
            proofs.forEach(proof -> rows.add(ProofRow.unknown(proof, e.failure().detail())));
        } catch (DeployFailedException e) {
            proofs.forEach(proof -> rows.add(ProofRow.unknown(proof, e.failure().detail())));
        }
    }
}
