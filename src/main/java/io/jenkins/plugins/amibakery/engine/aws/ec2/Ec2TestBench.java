package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsError;
import io.jenkins.plugins.amibakery.engine.aws.access.Backoff;
import io.jenkins.plugins.amibakery.engine.aws.access.Deadline;
import io.jenkins.plugins.amibakery.engine.aws.access.Endpoints;
import io.jenkins.plugins.amibakery.engine.aws.access.ErrorTranslator;
import io.jenkins.plugins.amibakery.engine.cloud.TestBench;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Leftover.Kind;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;

/**
 * Instances for tests in EC2. A test's instances are those that were launched with its client tokens, which follow from its id: EC2
 * itself says which those are, and a launch that is repeated gives the instance of the first.
 */
public final class Ec2TestBench implements TestBench {
    private static final String RUN = "ec2:RunInstances";
    private static final String CONSOLE = "ec2:GetConsoleOutput";

    /** A test is taken up again so often after its instance was ended. */
    private static final int MOST_ATTEMPTS = 5;

    private static final int LOOKS_BETWEEN_STATES = 5;
    private static final Duration TO_BE_KNOWN = Duration.ofMinutes(1);
    private static final Duration ROUND = Duration.ofMinutes(2);
    private static final Set<String> ENDED = Set.of("shutting-down", "terminated", "stopping", "stopped");
    private static final Set<FailureCause> PASSING = Set.of(FailureCause.UNREACHABLE, FailureCause.THROTTLED);
    private static final Backoff LOOKS = Backoff.of(300, 500, 500, 500, 500, 500, 1_000, 1_000, 2_000);

    private final Ec2Clients clients;

    /** @param clients stay open */
    public Ec2TestBench(Ec2Clients clients) {
        this.clients = clients;
    }

    @Override
    public Optional<String> wayOut(Region region, String subnet) {
        return new TestNetwork(clients, region).wayOut(subnet);
    }

    @Override
    public Launched launch(Launch launch) throws InterruptedException {
        try {
            for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
                List<Instance> there = instances(launch.region(), List.of(token(launch.testId(), attempt)));
                if (there.isEmpty()) {
                    return launched(launch, attempt);
                }
                if (!ENDED.contains(there.get(0).state().nameAsString())) {
                    return seen(there.get(0));
                }
                // Whoever ended it may still be removing its network, and would end the next one too.
                end(launch.region(), launch.testId(), ROUND);
            }
        } catch (CancellationException e) {
            throw ErrorTranslator.asInterrupted(e);
        }
        throw new BakeFailedException(
                FailureCause.UNKNOWN, "The test's instance was ended " + MOST_ATTEMPTS + " times; start another test");
    }

    private Launched launched(Launch launch, int attempt) throws InterruptedException {
        TestNetwork.Place place = new TestNetwork(clients, launch.region()).place(launch.testId(), launch.subnet());
        String token = token(launch.testId(), attempt);
        RunInstancesRequest request = RunInstancesRequest.builder()
                .imageId(launch.ami().value())
                .instanceType(launch.instanceType())
                .minCount(1)
                .maxCount(1)
                .subnetId(place.subnet())
                .securityGroupIds(place.group())
                .clientToken(token)
                .instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)
                .userData(Base64.getEncoder().encodeToString(launch.userData().getBytes(StandardCharsets.UTF_8)))
                .tagSpecifications(
                        TestNetwork.tagged(ResourceType.INSTANCE, launch.testId()),
                        TestNetwork.tagged(ResourceType.VOLUME, launch.testId()),
                        TestNetwork.tagged(ResourceType.NETWORK_INTERFACE, launch.testId()))
                .build();
        Deadline known = clients.pace().deadline(TO_BE_KNOWN);
        for (int looks = 0; ; looks++) {
            try {
                Instance made = clients.call(RUN, launch.region(), ec2 -> ec2.runInstances(request))
                        .instances()
                        .get(0);
                return new Launched(made.instanceId(), launch.instanceType(), known.elapsed());
            } catch (BakeFailedException e) {
                // Launched already, by an attempt of which EC2 does not yet tell.
                List<Instance> there = instances(launch.region(), List.of(token));
                if (!there.isEmpty()) {
                    return seen(there.get(0));
                }
                if (!"IdempotentParameterMismatch".equals(AwsError.codeOf(e)) || known.isOver()) {
                    throw e;
                }
            }
            known.pause(Backoff.REMOVAL.pause(looks));
        }
    }

    private static Launched seen(Instance instance) {
        Duration age =
                Duration.between(Optional.ofNullable(instance.launchTime()).orElse(Instant.now()), Instant.now());
        InstanceType type = instance.instanceType();
        return new Launched(
                instance.instanceId(),
                type == null ? "" : instance.instanceTypeAsString(),
                age.isNegative() ? Duration.ZERO : age);
    }

    /** Not longer than the 64 characters that EC2 takes. */
    private static String token(String testId, int attempt) {
        return "ami-bakery-" + Sha256.of(testId + "#" + attempt).substring(0, 40);
    }

    private List<Instance> instances(Region region, List<String> tokens) {
        return new Ec2Listing(clients, region).instances(Ec2Filters.anyOf("client-token", tokens));
    }

    @Override
    public boolean watch(Region region, Launched instance, Duration longest, Watcher watcher)
            throws InterruptedException {
        Deadline deadline = clients.pace().deadline(longest.minus(instance.age()));
        try {
            for (int looks = 0; ; looks++) {
                boolean ended = looks % LOOKS_BETWEEN_STATES == LOOKS_BETWEEN_STATES - 1 && hasEnded(region, instance);
                if (watcher.hasSeen(console(region, instance), instance.age().plus(deadline.elapsed()))) {
                    return true;
                }
                if (ended || deadline.isOver()) {
                    return !ended;
                }
                deadline.pause(LOOKS.pause(looks));
            }
        } catch (CancellationException e) {
            throw ErrorTranslator.asInterrupted(e);
        }
    }

    /** A network that fails for a moment, and an instance that EC2 does not know yet, show an empty console. */
    private String console(Region region, Launched instance) {
        try {
            String output = clients.call(
                            CONSOLE,
                            region,
                            ec2 -> ec2.getConsoleOutput(
                                    request -> request.instanceId(instance.id()).latest(true)))
                    .output();
            return output == null ? "" : new String(Base64.getMimeDecoder().decode(output), StandardCharsets.UTF_8);
        } catch (BakeFailedException e) {
            if (PASSING.contains(e.failure().cause()) || LeftoverRemoval.isGone(AwsError.codeOf(e))) {
                return "";
            }
            throw e;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private boolean hasEnded(Region region, Launched instance) {
        try {
            return new Ec2Listing(clients, region)
                    .instances(Ec2Filters.is("instance-id", instance.id())).stream()
                            .anyMatch(one -> ENDED.contains(one.state().nameAsString()));
        } catch (BakeFailedException e) {
            if (PASSING.contains(e.failure().cause())) {
                return false;
            }
            throw e;
        }
    }

    /** The local cloud counts, and says it in tags of the interface that it alone can set; in AWS anyone could. */
    @Override
    public Optional<Asked> asked(Region region, Launched instance) {
        if (Endpoints.isAmazon(clients.endpoint(region))) {
            return Optional.empty();
        }
        return new Ec2Listing(clients, region)
                .interfaces(Ec2Filters.is("attachment.instance-id", instance.id())).stream()
                        .map(one -> AmiMapper.tags(one.tagSet()))
                        .flatMap(tags -> counted(tags).stream())
                        .findFirst();
    }

    private static Optional<Asked> counted(Map<String, String> tags) {
        String names = tags.getOrDefault("localcloud:names", "");
        String connections = tags.getOrDefault("localcloud:connections", "");
        return names.matches("\\d{1,18}") && connections.matches("\\d{1,18}")
                ? Optional.of(new Asked(Long.parseLong(names), Long.parseLong(connections)))
                : Optional.empty();
    }

    /** Several times: of what was launched a moment ago EC2 may not tell at once, but it keeps its network from going. */
    @Override
    public List<Leftover> end(Region region, String testId, Duration timeout) throws InterruptedException {
        Deadline deadline = clients.pace().deadline(timeout);
        List<Leftover> gone = new ArrayList<>();
        try {
            while (true) {
                Duration round = deadline.left().compareTo(ROUND) < 0 ? deadline.left() : ROUND;
                List<Leftover> done = new LeftoverRemoval(
                                clients, region, clients.pace().deadline(round))
                        .remove(found(region, testId));
                done.stream()
                        .filter(Leftover::removed)
                        .filter(one -> !gone.contains(one))
                        .forEach(gone::add);
                List<Leftover> left =
                        done.stream().filter(one -> !one.removed()).toList();
                if (left.isEmpty() || deadline.isOver()) {
                    gone.addAll(left);
                    return gone;
                }
                deadline.pause(Backoff.REMOVAL.pause(0));
            }
        } catch (CancellationException e) {
            throw ErrorTranslator.asInterrupted(e);
        }
    }

    /** Volumes that an AMI's mapping wants to outlive its instances. */
    private static Stream<String> keptVolumes(Instance instance) {
        return instance.blockDeviceMappings().stream()
                .filter(one ->
                        one.ebs() != null && !Boolean.TRUE.equals(one.ebs().deleteOnTermination()))
                .map(one -> one.ebs().volumeId());
    }

    private List<Leftover> found(Region region, String testId) {
        List<String> tokens = IntStream.rangeClosed(1, MOST_ATTEMPTS)
                .mapToObj(attempt -> token(testId, attempt))
                .toList();
        List<Leftover> found = new ArrayList<>();
        instances(region, tokens).stream()
                .filter(one -> !"terminated".equals(one.state().nameAsString()))
                .forEach(one -> {
                    found.add(Leftover.found(Kind.INSTANCE, one.instanceId(), region));
                    keptVolumes(one).forEach(volume -> found.add(Leftover.found(Kind.VOLUME, volume, region)));
                });
        found.addAll(new TestNetwork(clients, region).found(testId));
        return found;
    }
}
