package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.Credentials;
import io.jenkins.plugins.amibakery.engine.aws.access.Endpoints;
import io.jenkins.plugins.amibakery.engine.aws.access.ErrorTranslator;
import io.jenkins.plugins.amibakery.engine.aws.access.IamQuery;
import io.jenkins.plugins.amibakery.engine.aws.access.JsonApi;
import io.jenkins.plugins.amibakery.engine.aws.access.Profiles;
import io.jenkins.plugins.amibakery.engine.aws.access.QueryApi;
import io.jenkins.plugins.amibakery.engine.aws.access.SdkClients;
import io.jenkins.plugins.amibakery.engine.aws.access.ServiceClients;
import io.jenkins.plugins.amibakery.engine.aws.access.Sleeper;
import io.jenkins.plugins.amibakery.engine.aws.access.Timeouts;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * EC2 under one identity: a client for each region, made when the region is first asked. Safe for several threads.
 *
 * <p>Nothing is looked up and nothing is sent before the first call. A thread that is interrupted during a call gets a
 * {@link java.util.concurrent.CancellationException} and stays interrupted.
 */
public final class Ec2Clients implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Ec2Clients.class.getName());

    private static final Duration FIRST = Duration.ofSeconds(15);

    private final Timeouts patience;
    private final Sleeper pace;
    private final SdkClients connection;
    private final ServiceClients<Ec2Client> ec2;
    private final IamQuery iam;
    private final ServiceClients<QueryApi> autoScaling;
    private final ServiceClients<JsonApi> systemsManager;
    private final ServiceClients<JsonApi> keys;
    private final ServiceClients<QueryApi> loadBalancing;
    private final AtomicBoolean warming = new AtomicBoolean();
    private final AtomicBoolean warm = new AtomicBoolean();

    /** @param access as whom and where */
    public Ec2Clients(AwsAccess access) {
        this(access, Timeouts.USUAL, Sleeper.REAL);
    }

    public Ec2Clients(AwsAccess access, Timeouts patience, Sleeper pace) {
        Profiles profiles = Profiles.of(access);
        this.patience = patience;
        this.pace = pace;
        this.connection = new SdkClients(access, profiles, patience);
        Credentials credentials = new Credentials(access, profiles, connection);
        this.iam = connection.iam(credentials::in);
        ErrorTranslator failures = ErrorTranslator.hiding(access);
        Endpoints places = connection.endpoints();
        this.autoScaling = new ServiceClients<>(
                region -> connection.autoScaling(credentials::in), places::autoScaling, failures, pace);
        this.systemsManager = new ServiceClients<>(
                region -> connection.systemsManager(credentials::in), places::systemsManager, failures, pace);
        this.keys = new ServiceClients<>(region -> connection.keys(credentials::in), places::keys, failures, pace);
        this.loadBalancing = new ServiceClients<>(
                region -> connection.loadBalancing(credentials::in), places::loadBalancing, failures, pace);
        this.ec2 = new ServiceClients<>(
                region -> connection.ec2(region, credentials.in(region)), places::ec2, failures, pace);
    }

    /**
     * Loads in the background what a first call needs, before it is known as whom and where. Sends nothing, reads no
     * configuration, and fails without a word.
     *
     * @return the thread that does it, a daemon
     */
    public static Thread load() {
        return background("ami-bakery-load", () -> {
            try (Ec2Clients clients = new Ec2Clients(WarmUp.ACCESS)) {
                clients.ec2.in(WarmUp.REGION);
                new WarmUp(clients.connection).read(WarmUp.REGION);
            }
        });
    }

    /**
     * Gets the client of a region ready in the background, so that its first call after a bake is quick. Sends nothing, and
     * fails without a word: whatever is wrong is told by the first call.
     *
     * @return the thread that does it, a daemon
     */
    public Thread warmUp(Region region) {
        return background("ami-bakery-warm-up-" + region, () -> prepare(region));
    }

    private static Thread background(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.FINE, e, () -> "Not warmed up: " + name);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        return thread;
    }

    /** Whether {@link #warmUp} has run to its end. */
    public boolean isWarm() {
        return warm.get();
    }

    private void prepare(Region region) {
        ec2.in(region);
        if (!warming.getAndSet(true)) {
            WarmUp warmUp = new WarmUp(connection);
            warmUp.read(region);
            warmUp.write(region);
            warm.set(true);
        }
    }

    IamQuery iam() {
        return iam;
    }

    /**
     * When AWS first answered any call made here, by its own clock, in whole seconds. Asks it if nobody has yet: for one image by an id
     * that no image has, which may as well be refused.
     *
     * @return empty when it does not answer
     */
    public Optional<Instant> beginning(Region region) {
        if (connection.firstAnswer().date().isEmpty()) {
            try {
                call(
                        "ec2:DescribeImages",
                        region,
                        FIRST,
                        ec2 -> ec2.describeImages(
                                request -> request.filters(Ec2Filters.is("image-id", "ami-00000000"))));
            } catch (BakeFailedException e) {
                LOG.log(Level.FINE, e, () -> "The first call failed");
            }
        }
        return connection.firstAnswer().date();
    }

    Sleeper pace() {
        return pace;
    }

    Timeouts patience() {
        return patience;
    }

    /**
     * Calls EC2, waiting and trying again while it is throttled, and says in our words what went wrong.
     *
     * @param action the IAM action, such as {@code ec2:DescribeImages}
     */
    public <T> T call(String action, Region region, Function<Ec2Client, T> request) {
        return call(action, region, patience.total(), request);
    }

    /** The same, not trying again after a time. */
    public <T> T call(String action, Region region, Duration limit, Function<Ec2Client, T> request) {
        return ec2.call(action, region, limit, request);
    }

    /** Calls Auto Scaling in the same way. */
    <T> T autoScaling(String action, Region region, Function<QueryApi, T> request) {
        return autoScaling.call(action, region, patience.total(), request);
    }

    /** Calls Systems Manager in the same way. */
    <T> T systemsManager(String action, Region region, Function<JsonApi, T> request) {
        return systemsManager.call(action, region, patience.total(), request);
    }

    /** Calls KMS in the same way. */
    <T> T keys(String action, Region region, Function<JsonApi, T> request) {
        return keys.call(action, region, patience.total(), request);
    }

    /** Calls Elastic Load Balancing in the same way. */
    <T> T loadBalancing(String action, Region region, Function<QueryApi, T> request) {
        return loadBalancing.call(action, region, patience.total(), request);
    }

    URI endpoint(Region region) {
        return connection.endpoints().ec2(region);
    }

    @Override
    public void close() {
        ec2.clear();
        connection.close();
    }
}
