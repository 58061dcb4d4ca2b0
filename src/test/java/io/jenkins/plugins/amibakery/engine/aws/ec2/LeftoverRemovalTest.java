package io.jenkins.plugins.amibakery.engine.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.aws.access.InstantSleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAnswer;
import io.jenkins.plugins.amibakery.engine.aws.access.PlayedAws;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Leftover.Kind;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftoverRemovalTest {
    private static final Region REGION = new Region("us-west-2");

    private PlayedAws aws;
    private Ec2Clients clients;
    private final InstantSleeper pace = new InstantSleeper();

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
        clients = aws.clients(pace);
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    @Test
    void everythingGoesInTheOrderInWhichNothingHoldsOnToAnother() throws InterruptedException {
        List<Leftover> done = remove(
                leftover(Kind.KEY_PAIR, "packer_k"),
                leftover(Kind.SECURITY_GROUP, "sg-1"),
                leftover(Kind.VOLUME, "vol-1"),
                leftover(Kind.SNAPSHOT, "snap-1"),
                leftover(Kind.AMI, "ami-00000001"),
                leftover(Kind.INSTANCE, "i-1"));

        assertThat(aws.requests())
                .extracting(PlayedAws.Request::action)
                .containsExactly(
                        "TerminateInstances",
                        "DescribeInstances",
                        "DeregisterImage",
                        "DeleteSnapshot",
                        "DeleteVolume",
                        "DeleteSecurityGroup",
                        "DeleteKeyPair");
        assertThat(done).hasSize(6).allMatch(Leftover::removed);
    }

    @Test
    void instanceIsWaitedForUntilItIsTerminated() throws InterruptedException {
        aws.next("DescribeInstances", state("shutting-down"), state("shutting-down"), state("terminated"));

        assertThat(remove(leftover(Kind.INSTANCE, "i-1"))).allMatch(Leftover::removed);
        assertThat(pace.pauses()).hasSize(2);
    }

    @Test
    void instanceThatDoesNotEndIsSaidSoAndTheRestIsTriedOnce() throws InterruptedException {
        aws.always("DescribeInstances", any -> state("shutting-down"));
        aws.always(
                "DeleteSecurityGroup",
                any -> PlayedAnswer.error(400, "DependencyViolation", "sg-1 has a dependent object"));

        List<Leftover> done = remove(leftover(Kind.INSTANCE, "i-1"), leftover(Kind.SECURITY_GROUP, "sg-1"));

        assertThat(done).noneMatch(Leftover::removed);
        assertThat(done.get(0).note()).startsWith("Still shutting-down after 300 s");
        assertThat(done.get(1).note()).contains("sg-1 has a dependent object");
        assertThat(aws.requests("DeleteSecurityGroup")).hasSize(1);
        assertThat(pace.paused()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "SECURITY_GROUP, DeleteSecurityGroup, DependencyViolation",
        "SNAPSHOT, DeleteSnapshot, InvalidSnapshot.InUse",
        "VOLUME, DeleteVolume, VolumeInUse"
    })
    void whatIsStillNeededIsTriedAgain(Kind kind, String action, String code) throws InterruptedException {
        aws.next(action, PlayedAnswer.error(400, code, "in use"), PlayedAnswer.error(400, code, "in use"));

        assertThat(remove(leftover(kind, "x-1"))).allMatch(Leftover::removed);
        assertThat(aws.requests(action)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "INSTANCE, TerminateInstances, InvalidInstanceID.NotFound",
        "AMI, DeregisterImage, InvalidAMIID.Unavailable",
        "SNAPSHOT, DeleteSnapshot, InvalidSnapshot.NotFound",
        "VOLUME, DeleteVolume, InvalidVolume.NotFound",
        "SECURITY_GROUP, DeleteSecurityGroup, InvalidGroup.NotFound",
        "KEY_PAIR, DeleteKeyPair, InvalidKeyPair.NotFound"
    })
    void whatIsGoneAlreadyCountsAsRemoved(Kind kind, String action, String code) throws InterruptedException {
        aws.always(action, any -> PlayedAnswer.error(400, code, "does not exist"));

        assertThat(remove(leftover(kind, "x-1"))).allMatch(Leftover::removed);
    }

    @Test
    void deniedRemovalIsNotedAndTheOthersGoOn() throws InterruptedException {
        aws.always(
                "DeregisterImage", any -> PlayedAnswer.error(403, "UnauthorizedOperation", "You are not authorized."));

        List<Leftover> done = remove(leftover(Kind.AMI, "ami-00000001"), leftover(Kind.KEY_PAIR, "packer_k"));

        assertThat(done).extracting(Leftover::removed).containsExactly(false, true);
        assertThat(done.get(0).note())
                .isEqualTo(
                        "ec2:DeregisterImage in us-west-2 is denied: You are not authorized (UnauthorizedOperation)");
    }

    @Test
    void badCredentialsAreTriedOnlyOnce() throws InterruptedException {
        aws.always("DeleteSnapshot", any -> PlayedAnswer.error(400, "ExpiredToken", "The token has expired."));

        List<Leftover> done = remove(Stream.of("snap-1", "snap-2", "snap-3")
                .map(id -> leftover(Kind.SNAPSHOT, id))
                .toArray(Leftover[]::new));

        assertThat(done).hasSize(3).allSatisfy(left -> assertThat(left.note()).contains("The token has expired"));
        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void nothingToRemoveIsNotSent() throws InterruptedException {
        assertThat(remove()).isEmpty();
        assertThat(aws.requests()).isEmpty();
    }

    private List<Leftover> remove(Leftover... leftovers) throws InterruptedException {
        return new Ec2LeftoverCatalog(clients).remove(List.of(leftovers), Duration.ofMinutes(5));
    }

    private static Leftover leftover(Kind kind, String id) {
        return new Leftover(kind, id, REGION, false, "");
    }

    private static PlayedAnswer state(String state) {
        return PlayedAnswer.ec2(
                "DescribeInstances",
                "<reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><instanceState><name>" + state
                        + "</name></instanceState></item></instancesSet></item></reservationSet>");
    }
}
