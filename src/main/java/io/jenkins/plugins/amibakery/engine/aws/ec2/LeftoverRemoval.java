package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsError;
import io.jenkins.plugins.amibakery.engine.aws.access.Backoff;
import io.jenkins.plugins.amibakery.engine.aws.access.Deadline;
import io.jenkins.plugins.amibakery.engine.aws.access.ErrorTranslator;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Leftover.Kind;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * One removal in one region. What something else still needs is tried again until the deadline; what is gone already counts
 * as removed.
 */
final class LeftoverRemoval {
    /** Reasons that pass by themselves, when what stands in the way is gone. */
    private static final Set<String> PASSING = Set.of(
            "DependencyViolation", "InvalidSnapshot.InUse", "InvalidGroup.InUse", "VolumeInUse", "IncorrectState");

    /** Reasons that the next removal would meet as well. */
    private static final Set<FailureCause> HOPELESS = Set.of(FailureCause.UNREACHABLE, FailureCause.CREDENTIALS);

    private final Ec2Clients clients;
    private final Region region;
    private final Deadline deadline;
    private Optional<Failure> hopeless = Optional.empty();

    LeftoverRemoval(Ec2Clients clients, Region region, Deadline deadline) {
        this.clients = clients;
        this.region = region;
        this.deadline = deadline;
    }

    /** Removes all of it in the order of its kinds. */
    List<Leftover> remove(List<Leftover> leftovers) throws InterruptedException {
        List<Leftover> done = new ArrayList<>();
        try {
            done.addAll(new InstanceRemoval(clients, region, deadline)
                    .remove(leftovers.stream()
                            .filter(one -> one.kind() == Kind.INSTANCE)
                            .toList()));
            List<Leftover> others = leftovers.stream()
                    .filter(one -> one.kind() != Kind.INSTANCE)
                    .sorted(Comparator.comparing(Leftover::kind))
                    .toList();
            for (Leftover other : others) {
                done.add(removed(other));
            }
        } catch (CancellationException e) {
            throw ErrorTranslator.asInterrupted(e);
        }
        return done;
    }

    private Leftover removed(Leftover leftover) throws InterruptedException {
        for (int attempt = 0; hopeless.isEmpty(); attempt++) {
            try {
                delete(leftover);
                return gone(leftover);
            } catch (BakeFailedException e) {
                String code = AwsError.codeOf(e);
                if (isGone(code)) {
                    return gone(leftover);
                }
                if (!PASSING.contains(code) || deadline.isOver()) {
                    return stays(leftover, e.failure());
                }
            }
            deadline.pause(Backoff.REMOVAL.pause(attempt));
        }
        return left(leftover, hopeless.get());
    }

    private Leftover stays(Leftover leftover, Failure failure) {
        if (HOPELESS.contains(failure.cause())) {
            hopeless = Optional.of(failure);
        }
        return left(leftover, failure);
    }

    static boolean isGone(String code) {
        return code.endsWith(".NotFound")
                || code.endsWith(".NotFoundException")
                || code.endsWith(".Unavailable")
                || "InvalidAMIID.Unavailable".equals(code);
    }

    static Leftover gone(Leftover leftover) {
        return new Leftover(leftover.kind(), leftover.id(), leftover.region(), true, "");
    }

    static Leftover left(Leftover leftover, Failure why) {
        return new Leftover(leftover.kind(), leftover.id(), leftover.region(), false, why.detail());
    }

    private void delete(Leftover leftover) {
        switch (leftover.kind()) {
            case INSTANCE_PROFILE -> clients.iam().deleteProfile(region, leftover.id());
            case ROLE -> clients.iam().deleteRole(region, leftover.id());
            default -> clients.call(action(leftover.kind()), region, ec2 -> delete(ec2, leftover));
        }
    }

    private static String action(Kind kind) {
        return switch (kind) {
            case INSTANCE -> InstanceRemoval.ACTION;
            case AMI -> "ec2:DeregisterImage";
            case SNAPSHOT -> "ec2:DeleteSnapshot";
            case VOLUME -> "ec2:DeleteVolume";
            case SECURITY_GROUP -> "ec2:DeleteSecurityGroup";
            case SUBNET -> "ec2:DeleteSubnet";
            case VPC -> "ec2:DeleteVpc";
            case KEY_PAIR -> "ec2:DeleteKeyPair";
            case LAUNCH_TEMPLATE -> "ec2:DeleteLaunchTemplate";
            case INSTANCE_PROFILE -> "iam:DeleteInstanceProfile";
            case ROLE -> "iam:DeleteRole";
        };
    }

    private static Object delete(Ec2Client ec2, Leftover leftover) {
        String id = leftover.id();
        return switch (leftover.kind()) {
            case AMI -> ec2.deregisterImage(request -> request.imageId(id));
            case SNAPSHOT -> ec2.deleteSnapshot(request -> request.snapshotId(id));
            case VOLUME -> ec2.deleteVolume(request -> request.volumeId(id));
            case SECURITY_GROUP -> ec2.deleteSecurityGroup(request -> request.groupId(id));
            case SUBNET -> ec2.deleteSubnet(request -> request.subnetId(id));
            case VPC -> ec2.deleteVpc(request -> request.vpcId(id));
            case KEY_PAIR -> ec2.deleteKeyPair(request -> request.keyName(id));
            case LAUNCH_TEMPLATE -> ec2.deleteLaunchTemplate(request -> request.launchTemplateId(id));
            case INSTANCE, INSTANCE_PROFILE, ROLE ->
                throw new IllegalArgumentException("Removed in another way: " + leftover.kind());
        };
    }
}
