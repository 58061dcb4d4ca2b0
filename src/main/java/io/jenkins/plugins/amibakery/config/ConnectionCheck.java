package io.jenkins.plugins.amibakery.config;

import hudson.model.Computer;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsIdentity;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsIdentity.WhoAmI;
import io.jenkins.plugins.amibakery.engine.aws.access.EndpointProbe;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Asks AWS, from this controller, who credentials are: whether they are good, and whether AWS can be reached.
 *
 * @param keys finds the keys behind a credentials' id
 * @param whoAmI asks AWS
 * @param environment variables that say how the network is reached
 * @param threads run the asking
 * @param patience how long to wait for all of it
 */
record ConnectionCheck(
        Function<String, StaticKeys> keys,
        BiFunction<AwsAccess, Region, WhoAmI> whoAmI,
        Map<String, String> environment,
        ExecutorService threads,
        Duration patience) {
    /** How an administrator before the page asks. */
    static ConnectionCheck ofThisController() {
        return new ConnectionCheck(
                id -> AwsIdentityResolver.keys(id),
                AwsIdentity::whoAmI,
                ControllerProxy.variables(),
                Computer.threadPoolForRemoting,
                Duration.ofSeconds(15));
    }

    /**
     * Asks.
     *
     * @param region the code of a region; it tells the partition of AWS too, which nothing else does
     * @param endpoint another endpoint than AWS's own; null or blank for AWS
     * @return one line for a person: where, and who it is there
     * @throws BakeFailedException with one clear line when there is no good answer
     * @throws IllegalArgumentException with one clear line when there is no region, or region or endpoint are not valid
     */
    String ask(String region, String credentialsId, String endpoint) {
        String code = Settings.region(region);
        if (code == null) {
            throw new IllegalArgumentException(Messages.ConnectionCheck_region());
        }
        Region where = new Region(code);
        String address = Settings.endpoint(endpoint);
        String from = address == null ? "" : " at " + address;
        WhoAmI who = answer(
                threads.submit(() -> whoAmI.apply(access(Settings.text(credentialsId), address), where)),
                where.code() + from);
        return Messages.ConnectionCheck_answer(where.code() + from, who.account(), who.arn());
    }

    /**
     * Looks, without anybody's credentials, whether something is there.
     *
     * @return one line for a person
     * @throws BakeFailedException with one clear line when nothing is
     */
    String look(String endpoint) {
        String address = Settings.endpoint(endpoint);
        if (address == null) {
            return Messages.ConnectionCheck_nobody();
        }
        AwsAccess access = AwsAccess.ofEnvironment(environment).withEndpoint(URI.create(address));
        answer(threads.submit(() -> EndpointProbe.silence(access)), address).ifPresent(why -> {
            throw new BakeFailedException(FailureCause.UNREACHABLE, why);
        });
        return Messages.ConnectionCheck_answers(address) + " " + Messages.ConnectionCheck_nobody();
    }

    /** What went wrong, in one line for somebody before the form; the usual remedies are for somebody before a log. */
    static String line(Failure failure) {
        String stop = failure.detail().endsWith(".") ? " " : ". ";
        return switch (failure.cause()) {
            case UNREACHABLE -> failure.detail() + stop + Messages.ConnectionCheck_unreachable();
            case CREDENTIALS -> failure.detail() + stop + Messages.ConnectionCheck_credentials();
            default -> failure.detail();
        };
    }

    private AwsAccess access(String credentialsId, String address) {
        AwsAccess access = AwsAccess.ofEnvironment(environment).withKeys(keys.apply(credentialsId));
        return address == null ? access : access.withEndpoint(URI.create(address));
    }

    private <A> A answer(Future<A> asked, String where) {
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new BakeFailedException(
                    FailureCause.UNREACHABLE, "No answer from " + where + " within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new BakeFailedException(FailureCause.CANCELLED, "Interrupted while waiting for " + where);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException ours ? ours : new IllegalStateException(e.getCause());
        }
    }
}
