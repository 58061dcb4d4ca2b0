package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Size;
import io.jenkins.plugins.amibakery.engine.cloud.Commands.Said;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * QA with one instance and production with two, deployed by a real Runway out of one bake of img-mgr; and what may be done to their
 * instances from outside.
 */
final class Environments {
    static final String QA = "proved-qa-web";
    static final String PROD = "proved-prod-web";

    /** The file that is edited. */
    static final String EDITED = "/usr/share/common-licenses/BSD";

    private static final Region REGION = new Region("us-west-2");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BUCKET = "lab-proved-bucket";

    private static final String RUNWAY = """
            deployments:
              - name: proved
                modules: [web.cfn]
                regions: [us-west-2]
            """;

    private static final String CFNGIN = """
            namespace: proved-${environment}
            cfngin_bucket: %s
            persistent_graph_key: web
            stacks:
              web:
                template_path: templates/web.yml
                variables: {ImageId: "${env AMI_ID}", Size: "${size}", Network: "%s", Subnet: "%s", Name: "proved-${environment}"}
            """;

    private static final String TEMPLATE = """
            Parameters: {ImageId: {Type: String}, Size: {Type: String}, Network: {Type: String}, Subnet: {Type: String}, Name: {Type: String}}
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: {Ref: Name}
                  AssumeRolePolicyDocument:
                    Version: "2012-10-17"
                    Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}]
                  ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"]
              Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [{Ref: Role}]}}
              Door:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: HTTP
                  VpcId: {Ref: Network}
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/8}]
              Targets:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Protocol: HTTP, Port: 80, VpcId: {Ref: Network}, HealthCheckPath: /health, Matcher: {HttpCode: 200-503}}
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData:
                    ImageId: {Ref: ImageId}
                    InstanceType: t3.micro
                    SecurityGroupIds: [{Ref: Door}]
                    IamInstanceProfile: {Name: {Ref: Profile}}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties:
                  MinSize: {Ref: Size}
                  MaxSize: "4"
                  DesiredCapacity: {Ref: Size}
                  MaxInstanceLifetime: 86400
                  VPCZoneIdentifier: [{Ref: Subnet}]
                  TargetGroupARNs: [{Ref: Targets}]
                  LaunchTemplate: {LaunchTemplateId: {Ref: Template}, Version: {"Fn::GetAtt": [Template, LatestVersionNumber]}}
            """;

    private final Bakery bakery;
    private final AwsCloud aws;

    /** The tested AMI that both run. */
    private final String ami;

    /** Bakes, tests and deploys. */
    Environments(Bakery bakery) {
        this.bakery = bakery;
        this.aws = new AwsCloud(AwsAccess.ofEnvironment(bakery.cloud().environment()));
        Lab.makeBucket(bakery.cloud(), BUCKET);
        Build build = bakery.controller()
                .pipeline("proved", onAgent("""
                        sh 'rm -rf packer && cp -a %s/packer .'
                        def amis = bakeAmi template: 'packer/img-mgr-packer.json', vars: vars + [version: '1', commit: 'abc']
                        testAmi ami: amis[0].id
                        runwayDeploy environment: 'qa', directory: 'proved', ami: amis, runway: '%2$s'
                        runwayCheck environment: 'qa', name: 'Smoke test', verdict: 'passed', evidence: 'HTTP 200'
                        runwayDeploy environment: 'prod', directory: 'proved', ami: amis, runway: '%2$s'
                        echo "RUNS ${amis[0].id}"
                        """.formatted(Path.of("").toAbsolutePath(), Lab.RUNWAY)))
                .run();
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        this.ami = build.said("RUNS").get(0);
        awaitComplete(QA);
        awaitComplete(PROD);
    }

    String ami() {
        return ami;
    }

    /** A Jenkinsfile that runs steps on the agent; in the workspace are the deployment, and a list of what may differ. */
    String onAgent(String steps) {
        Map<String, String> environment = new TreeMap<>(bakery.cloud().environment());
        environment.put("CFNGIN_STACK_POLL_TIME", "1");
        String cfngin = CFNGIN.formatted(
                BUCKET, bakery.cloud().network(), bakery.cloud().variables().get("subnet_id"));
        return bakery.onAgent("agent", environment, """
                writeFile file: 'proved/runway.yml', text: '''%s'''
                writeFile file: 'proved/web.cfn/cfngin.yml', text: '''%s'''
                writeFile file: 'proved/web.cfn/qa-us-west-2.env', text: 'size: 1\\n'
                writeFile file: 'proved/web.cfn/prod-us-west-2.env', text: 'size: 2\\n'
                writeFile file: 'proved/web.cfn/templates/web.yml', text: '''%s'''
                writeFile file: 'may-differ.txt', text: 'Size\\nName\\n'
                %s
                """.formatted(RUNWAY, cfngin, TEMPLATE, steps));
    }

    /** The group of a stack. */
    Group group(String stack) {
        List<String> names = aws.stacks()
                .resources(REGION, stack, "AWS::AutoScaling::AutoScalingGroup")
                .orElseThrow();
        return aws.fleets().groups(REGION, names).get(0);
    }

    Set<String> members(String stack) {
        return new TreeSet<>(group(stack).members());
    }

    Size size(String stack) {
        return aws.capacity().size(REGION, group(stack).name()).orElseThrow();
    }

    /** Waits until a group has just what it wants, all healthy and managed. */
    void awaitComplete(String stack) {
        Until.isTrue(
                stack + " is complete",
                PATIENCE,
                () -> size(stack).healthy().size() == size(stack).desired()
                        && members(stack).equals(size(stack).healthy()),
                () -> size(stack) + " " + members(stack));
        try {
            aws.commands().awaitManaged(REGION, members(stack), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Edits a file on an instance, as somebody with a way in would. */
    void edit(String instance) {
        try {
            Map<String, Said> said =
                    aws.commands().run(REGION, List.of(instance), "echo >>" + EDITED, Duration.ofSeconds(30));
            assertThat(said.get(instance).problem()).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
