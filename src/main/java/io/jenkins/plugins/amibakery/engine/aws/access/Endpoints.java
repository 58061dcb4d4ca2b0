package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.endpoints.CloudFormationEndpointProvider;
import software.amazon.awssdk.services.ec2.endpoints.Ec2EndpointProvider;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/**
 * Where a service is called. It is always settled here and handed to the SDK, which would else ask this JVM's own
 * environment and files.
 */
public final class Endpoints {
    private final AwsAccess access;
    private final AwsEnvironment environment;
    private final Profiles profiles;

    Endpoints(AwsAccess access, Profiles profiles) {
        this.access = access;
        this.environment = new AwsEnvironment(access.environment());
        this.profiles = profiles;
    }

    /** The EC2 endpoint of a region. */
    public URI ec2(Region region) {
        return access.endpoint().or(() -> configured("ec2")).orElseGet(() -> amazonEc2(region));
    }

    /** The CloudFormation endpoint of a region; that of EC2 where it is a whole stand-in cloud. */
    public URI cloudFormation(Region region) {
        return configured("cloudformation").or(() -> standIn(region)).orElseGet(() -> amazonCloudFormation(region));
    }

    /** The S3 endpoint of a region; that of EC2 where it is a whole stand-in cloud. */
    public URI s3(Region region) {
        return configured("s3").or(() -> standIn(region)).orElseGet(() -> amazonS3(region));
    }

    /**
     * The STS endpoint of a region. An EC2 endpoint that is not Amazon's is a whole stand-in cloud, and keys that are good there
     * are never shown to AWS.
     */
    URI sts(Region region) {
        return configured("sts").or(() -> standIn(region)).orElseGet(() -> amazonSts(region));
    }

    /** The IAM endpoint, one for a whole partition; that of EC2 where it is a whole stand-in cloud. */
    URI iam(Region region) {
        return configured("iam").or(() -> standIn(region)).orElseGet(() -> amazonIam(region));
    }

    /** The Auto Scaling endpoint of a region; that of EC2 where it is a whole stand-in cloud. */
    public URI autoScaling(Region region) {
        return besideEc2("autoscaling", region);
    }

    /** The Systems Manager endpoint of a region; that of EC2 where it is a whole stand-in cloud. */
    public URI systemsManager(Region region) {
        return besideEc2("ssm", region);
    }

    /** The KMS endpoint of a region; that of EC2 where it is a whole stand-in cloud. */
    public URI keys(Region region) {
        return besideEc2("kms", region);
    }

    /** The Elastic Load Balancing endpoint of a region; that of EC2 where it is a whole stand-in cloud. */
    public URI loadBalancing(Region region) {
        return besideEc2("elasticloadbalancing", region);
    }

    /** A service whose addresses at Amazon are those of EC2 but for the name in them. */
    private URI besideEc2(String service, Region region) {
        return configured(service)
                .or(() -> standIn(region))
                .orElseGet(() -> URI.create(amazonEc2(region).toString().replaceFirst("//ec2\\b", "//" + service)));
    }

    private static URI amazonIam(Region region) {
        return URI.create(
                switch (region.partition()) {
                    case "aws-cn" -> "https://iam.cn-north-1.amazonaws.com.cn";
                    case "aws-us-gov" -> "https://iam.us-gov.amazonaws.com";
                    default -> "https://iam.amazonaws.com";
                });
    }

    /** The region that calls of IAM are signed for. */
    static String iamRegion(Region region) {
        return switch (region.partition()) {
            case "aws-cn" -> "cn-north-1";
            case "aws-us-gov" -> "us-gov-west-1";
            default -> "us-east-1";
        };
    }

    private Optional<URI> standIn(Region region) {
        return Optional.of(ec2(region)).filter(uri -> !isAmazon(uri));
    }

    public static boolean isAmazon(URI endpoint) {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        return host.matches(".*\\.(amazonaws\\.com(\\.cn)?|amazonaws\\.eu|api\\.aws|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov)");
    }

    private Optional<URI> configured(String service) {
        if (environment.isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")) {
            return Optional.empty();
        }
        return environment
                .get("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), "AWS_ENDPOINT_URL")
                .or(() -> profiles.active().flatMap(profile -> ofProfile(profile, service)))
                .map(text -> address("The configured endpoint of " + service, text));
    }

    /** @throws IllegalArgumentException with one clear line when the text is no address of the web */
    static URI address(String what, String text) {
        URI address;
        try {
            address = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " is no address: '" + text + "'", e);
        }
        return requireAddress(what, address);
    }

    static URI requireAddress(String what, URI address) {
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new IllegalArgumentException(what + " is '" + address
                    + "'; an address is written like https://ec2.us-west-2.amazonaws.com or http://localhost:5555.");
        }
        return address;
    }

    private Optional<String> ofProfile(AwsProfile profile, String service) {
        return profile.property("services")
                .flatMap(name -> profiles.section("services", name))
                .flatMap(section -> section.property(service + ".endpoint_url"))
                .or(() -> profile.property("endpoint_url"));
    }

    private URI amazonEc2(Region region) {
        return Ec2EndpointProvider.defaultProvider()
                .resolveEndpoint(
                        wanted -> wanted.region(sdk(region)).useFips(fips()).useDualStack(dualStack()))
                .join()
                .url();
    }

    private URI amazonCloudFormation(Region region) {
        return CloudFormationEndpointProvider.defaultProvider()
                .resolveEndpoint(
                        wanted -> wanted.region(sdk(region)).useFips(fips()).useDualStack(dualStack()))
                .join()
                .url();
    }

    private URI amazonS3(Region region) {
        return S3EndpointProvider.defaultProvider()
                .resolveEndpoint(
                        wanted -> wanted.region(sdk(region)).useFips(fips()).useDualStack(dualStack()))
                .join()
                .url();
    }

    private URI amazonSts(Region region) {
        return StsEndpointProvider.defaultProvider()
                .resolveEndpoint(wanted -> wanted.region(sdk(region))
                        .useFips(fips())
                        .useDualStack(dualStack())
                        .useGlobalEndpoint(false))
                .join()
                .url();
    }

    private boolean fips() {
        return environment.isTrue("AWS_USE_FIPS_ENDPOINT");
    }

    private boolean dualStack() {
        return environment.isTrue("AWS_USE_DUALSTACK_ENDPOINT");
    }

    static software.amazon.awssdk.regions.Region sdk(Region region) {
        return software.amazon.awssdk.regions.Region.of(region.code());
    }
}
