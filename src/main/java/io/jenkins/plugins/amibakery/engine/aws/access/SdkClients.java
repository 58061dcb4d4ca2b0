package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.cloud.Proxies;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes the SDK's clients, all alike: with deadlines and retries set, and everything settled that the SDK would else look up in
 * this JVM's own environment, properties and files.
 */
public final class SdkClients implements AutoCloseable {
    private static final int ATTEMPTS = 4;

    private final Endpoints endpoints;
    private final HttpClients httpClients;
    private final Timeouts patience;
    private final FirstAnswer firstAnswer = new FirstAnswer();
    private final Deque<SdkAutoCloseable> opened = new ConcurrentLinkedDeque<>();

    public SdkClients(AwsAccess access, Profiles profiles, Timeouts patience) {
        this.endpoints = new Endpoints(access, profiles);
        this.httpClients = new HttpClients(new Proxies(access.environment()), patience);
        this.patience = patience;
    }

    /** When AWS first answered any of the clients. */
    public FirstAnswer firstAnswer() {
        return firstAnswer;
    }

    public IamQuery iam(Function<Region, AwsCredentialsProvider> identity) {
        return new IamQuery(new QueryApi(
                new SignedCalls("iam", endpoints::iam, Endpoints::iamRegion, identity, httpClients::to), "2010-05-08"));
    }

    public QueryApi autoScaling(Function<Region, AwsCredentialsProvider> identity) {
        return new QueryApi(
                new SignedCalls("autoscaling", endpoints::autoScaling, Region::code, identity, httpClients::to),
                "2011-01-01");
    }

    public JsonApi systemsManager(Function<Region, AwsCredentialsProvider> identity) {
        return new JsonApi(
                new SignedCalls("ssm", endpoints::systemsManager, Region::code, identity, httpClients::to),
                "AmazonSSM");
    }

    public JsonApi keys(Function<Region, AwsCredentialsProvider> identity) {
        return new JsonApi(
                new SignedCalls("kms", endpoints::keys, Region::code, identity, httpClients::to), "TrentService");
    }

    public QueryApi loadBalancing(Function<Region, AwsCredentialsProvider> identity) {
        return new QueryApi(
                new SignedCalls(
                        "elasticloadbalancing", endpoints::loadBalancing, Region::code, identity, httpClients::to),
                "2015-12-01");
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public Ec2Client ec2(Region region, AwsCredentialsProvider identity) {
        URI endpoint = endpoints.ec2(region);
        return opened(settled(
                Ec2Client.builder(), region, endpoint, identity, httpClients.to(endpoint), List.of(firstAnswer)));
    }

    /** An EC2 client like all others, but over another HTTP client, whose answers are not AWS's. */
    public Ec2Client ec2(Region region, AwsCredentialsProvider identity, SdkHttpClient over) {
        return opened(settled(Ec2Client.builder(), region, endpoints.ec2(region), identity, over, List.of()));
    }

    public StsClient sts(Region region, AwsCredentialsProvider identity) {
        URI endpoint = endpoints.sts(region);
        return opened(settled(
                StsClient.builder(), region, endpoint, identity, httpClients.to(endpoint), List.of(firstAnswer)));
    }

    public CloudFormationClient cloudFormation(Region region, AwsCredentialsProvider identity) {
        URI endpoint = endpoints.cloudFormation(region);
        return opened(settled(
                CloudFormationClient.builder(),
                region,
                endpoint,
                identity,
                httpClients.to(endpoint),
                List.of(firstAnswer)));
    }

    /** A bucket is named in the path where the endpoint is not Amazon's: a stand-in cloud has no name for each bucket. */
    public S3Client s3(Region region, AwsCredentialsProvider identity) {
        URI endpoint = endpoints.s3(region);
        return opened(settled(
                S3Client.builder().forcePathStyle(!Endpoints.isAmazon(endpoint)),
                region,
                endpoint,
                identity,
                httpClients.to(endpoint),
                List.of(firstAnswer)));
    }

    private <C extends SdkAutoCloseable> C opened(C client) {
        opened.push(client);
        return client;
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C settled(
            B builder,
            Region region,
            URI endpoint,
            AwsCredentialsProvider identity,
            SdkHttpClient over,
            List<ExecutionInterceptor> told) {
        return builder.region(Endpoints.sdk(region))
                .endpointOverride(endpoint)
                .credentialsProvider(identity)
                .httpClient(over)
                .overrideConfiguration(overrides(told))
                .defaultsMode(DefaultsMode.STANDARD)
                .fipsEnabled(false)
                .dualstackEnabled(false)
                .build();
    }

    private ClientOverrideConfiguration overrides(List<ExecutionInterceptor> told) {
        return ClientOverrideConfiguration.builder()
                .executionInterceptors(told)
                .apiCallAttemptTimeout(patience.attempt())
                .apiCallTimeout(patience.total())
                .retryStrategy(retries())
                .defaultProfileFile(ProfileFile.aggregator().build())
                .defaultProfileName("default")
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "ami-bakery/" + version())
                .build();
    }

    private static RetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                // Half an answer: the SDK would give up, but every call made here can be repeated without harm.
                .retryOnException(ErrorTranslator::isHalfAnAnswer)
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(Duration.ofMillis(500), Duration.ofSeconds(10)))
                .build();
    }

    private static String version() {
        return Optional.ofNullable(SdkClients.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public void close() {
        opened.forEach(SdkAutoCloseable::close);
        opened.clear();
        httpClients.close();
    }
}
