package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Leftover.Kind;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/**
 * The network of a test: a VPC with one subnet, no gateway and no name service, or a subnet that was given, and in either a security group
 * that lets nothing in or out. Each part is made only when it is not there yet.
 */
final class TestNetwork {
    /** Nothing is ever routed to it, so it may overlap with others. */
    static final String CIDR = "192.168.255.240/28";

    static final String DESCRIPTION = "AMI Bakery: lets nothing in or out while an AMI is tested";

    private final Ec2Clients clients;
    private final Region region;

    /** Where an instance goes. */
    record Place(String subnet, String group) {}

    TestNetwork(Ec2Clients clients, Region region) {
        this.clients = clients;
        this.region = region;
    }

    static TagSpecification tagged(ResourceType type, String testId) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(
                        Tag.builder().key(Tags.TEST_ID).value(testId).build(),
                        Tag.builder()
                                .key("Name")
                                .value("ami-bakery test " + testId)
                                .build())
                .build();
    }

    private static String groupName(String testId) {
        return "ami-bakery-test-" + testId;
    }

    // -- making it ------------------------------------------------------------------------------------------------

    Place place(String testId, String given) {
        if (!given.isEmpty()) {
            return new Place(given, group(testId, subnet(given).vpcId()));
        }
        String vpc = vpcs(testId).stream().map(Vpc::vpcId).findFirst().orElseGet(() -> createVpc(testId));
        // Name servers would answer in spite of all routes and groups.
        call(
                "ec2:ModifyVpcAttribute",
                ec2 -> ec2.modifyVpcAttribute(
                        request -> request.vpcId(vpc).enableDnsSupport(value -> value.value(false))));
        String subnet =
                subnets(testId).stream().map(Subnet::subnetId).findFirst().orElseGet(() -> createSubnet(testId, vpc));
        return new Place(subnet, group(testId, vpc));
    }

    private String createVpc(String testId) {
        return clients.call(
                        "ec2:CreateVpc",
                        region,
                        ec2 -> ec2.createVpc(
                                request -> request.cidrBlock(CIDR).tagSpecifications(tagged(ResourceType.VPC, testId))))
                .vpc()
                .vpcId();
    }

    private String createSubnet(String testId, String vpc) {
        return clients.call(
                        "ec2:CreateSubnet",
                        region,
                        ec2 -> ec2.createSubnet(request -> request.vpcId(vpc)
                                .cidrBlock(CIDR)
                                .tagSpecifications(tagged(ResourceType.SUBNET, testId))))
                .subnet()
                .subnetId();
    }

    private String group(String testId, String vpc) {
        String group = groups(testId).stream()
                .map(SecurityGroup::groupId)
                .findFirst()
                .orElseGet(() -> clients.call(
                                "ec2:CreateSecurityGroup",
                                region,
                                ec2 -> ec2.createSecurityGroup(request -> request.groupName(groupName(testId))
                                        .description(DESCRIPTION)
                                        .vpcId(vpc)
                                        .tagSpecifications(tagged(ResourceType.SECURITY_GROUP, testId))))
                        .groupId());
        List<IpPermission> out = new Ec2Listing(clients, region)
                .securityGroups(Ec2Filters.is("group-id", group)).stream()
                        .flatMap(one -> one.ipPermissionsEgress().stream())
                        .toList();
        if (!out.isEmpty()) {
            call(
                    "ec2:RevokeSecurityGroupEgress",
                    ec2 -> ec2.revokeSecurityGroupEgress(
                            request -> request.groupId(group).ipPermissions(out)));
        }
        return group;
    }

    private void call(String action, Function<Ec2Client, ?> request) {
        clients.call(action, region, request::apply);
    }

    // -- looking at one that was given ----------------------------------------------------------------------------

    Optional<String> wayOut(String id) {
        Subnet subnet = subnet(id);
        List<RouteTable> own = tables(Ec2Filters.is("association.subnet-id", id));
        List<RouteTable> tables = own.isEmpty()
                ? tables(Ec2Filters.is("vpc-id", subnet.vpcId()), Ec2Filters.is("association.main", "true"))
                : own;
        Optional<String> route = tables.stream()
                .flatMap(table -> table.routes().stream())
                .filter(one -> !"local".equals(one.gatewayId()) && one.state() != RouteState.BLACKHOLE)
                .map(TestNetwork::words)
                .findFirst();
        return route.isPresent() || !resolves(subnet.vpcId())
                ? route
                : Optional.of("the name servers of " + subnet.vpcId() + ", whose enableDnsSupport is on");
    }

    private static String words(Route route) {
        String to =
                first(route.destinationCidrBlock(), route.destinationIpv6CidrBlock(), route.destinationPrefixListId());
        String by = first(
                route.gatewayId(),
                route.natGatewayId(),
                route.transitGatewayId(),
                route.vpcPeeringConnectionId(),
                route.egressOnlyInternetGatewayId(),
                route.instanceId(),
                route.networkInterfaceId(),
                route.localGatewayId(),
                route.carrierGatewayId(),
                route.coreNetworkArn());
        return to + " by " + by;
    }

    private static String first(String... texts) {
        return Stream.of(texts).filter(Objects::nonNull).findFirst().orElse("something else");
    }

    private boolean resolves(String vpc) {
        return Boolean.TRUE.equals(clients.call(
                        "ec2:DescribeVpcAttribute",
                        region,
                        ec2 -> ec2.describeVpcAttribute(
                                request -> request.vpcId(vpc).attribute(VpcAttributeName.ENABLE_DNS_SUPPORT)))
                .enableDnsSupport()
                .value());
    }

    private List<RouteTable> tables(Filter... filters) {
        return clients.call(
                "ec2:DescribeRouteTables",
                region,
                ec2 -> ec2.describeRouteTables(request -> request.filters(filters))
                        .routeTables());
    }

    private Subnet subnet(String id) {
        return subnetsBy(Ec2Filters.is("subnet-id", id)).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "subnetId is '" + id + "'; there is no such subnet in " + region + "."));
    }

    // -- finding it again -----------------------------------------------------------------------------------------

    List<Leftover> found(String testId) {
        List<Leftover> found = new ArrayList<>();
        groups(testId).forEach(one -> found.add(Leftover.found(Kind.SECURITY_GROUP, one.groupId(), region)));
        subnets(testId).forEach(one -> found.add(Leftover.found(Kind.SUBNET, one.subnetId(), region)));
        vpcs(testId).forEach(one -> found.add(Leftover.found(Kind.VPC, one.vpcId(), region)));
        return found;
    }

    private List<SecurityGroup> groups(String testId) {
        return new Ec2Listing(clients, region)
                .securityGroups(Ec2Filters.is("group-name", groupName(testId))).stream()
                        .filter(group -> DESCRIPTION.equals(group.description()))
                        .toList();
    }

    /** A tag alone proves nothing. EC2 removes neither a subnet nor a VPC that has anything in it. */
    private List<Subnet> subnets(String testId) {
        return subnetsBy(Ec2Filters.is("tag:" + Tags.TEST_ID, testId)).stream()
                .filter(one -> CIDR.equals(one.cidrBlock()))
                .toList();
    }

    private List<Subnet> subnetsBy(Filter filter) {
        return clients.call(
                "ec2:DescribeSubnets",
                region,
                ec2 -> ec2.describeSubnetsPaginator(request -> request.filters(filter)).subnets().stream()
                        .toList());
    }

    private List<Vpc> vpcs(String testId) {
        Filter filter = Ec2Filters.is("tag:" + Tags.TEST_ID, testId);
        return clients.call(
                "ec2:DescribeVpcs",
                region,
                ec2 -> ec2.describeVpcsPaginator(request -> request.filters(filter)).vpcs().stream()
                        .filter(one -> CIDR.equals(one.cidrBlock()) && !Boolean.TRUE.equals(one.isDefault()))
                        .toList());
    }
}
