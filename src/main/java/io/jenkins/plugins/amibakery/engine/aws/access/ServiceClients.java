package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One service of AWS under one identity: a client for each region, made when the region is first asked. Safe for several threads.
 *
 * <p>Nothing is looked up and nothing is sent before the first call. A thread that is interrupted during a call gets a
 * {@link java.util.concurrent.CancellationException} and stays interrupted.
 */
public final class ServiceClients<C> {
    private final Function<Region, C> maker;
    private final Function<Region, URI> endpoint;
    private final ErrorTranslator failures;
    private final Sleeper pace;
    private final Map<Region, C> clients = new ConcurrentHashMap<>();

    /**
     * @param maker makes a region's client
     * @param endpoint where the service is called, for messages
     */
    public ServiceClients(
            Function<Region, C> maker, Function<Region, URI> endpoint, ErrorTranslator failures, Sleeper pace) {
        this.maker = maker;
        this.endpoint = endpoint;
        this.failures = failures;
        this.pace = pace;
    }

    public C in(Region region) {
        return clients.computeIfAbsent(region, maker);
    }

    /**
     * Calls the service, waiting and trying again while it is throttled, and says in our words what went wrong.
     *
     * @param action the IAM action, such as {@code ec2:DescribeImages}
     * @param limit not trying again after this time
     */
    public <T> T call(String action, Region region, Duration limit, Function<C, T> request) {
        Deadline deadline = pace.deadline(limit);
        for (int attempt = 0; ; attempt++) {
            try {
                return request.apply(in(region));
            } catch (SdkException | UncheckedIOException | BakeFailedException e) {
                BakeFailedException failure = failures.of(action, region, endpoint.apply(region), e);
                if (failure.failure().cause() != FailureCause.THROTTLED || deadline.isOver()) {
                    throw failure;
                }
                pause(deadline, Backoff.THROTTLED.pause(attempt), action);
            }
        }
    }

    /** Pauses in the middle of an action that does not declare {@link InterruptedException}. */
    public static void pause(Deadline deadline, Duration wanted, String action) {
        try {
            deadline.pause(wanted);
        } catch (InterruptedException e) {
            throw ErrorTranslator.interrupted(action, e);
        }
    }

    public void clear() {
        clients.clear();
    }
}
