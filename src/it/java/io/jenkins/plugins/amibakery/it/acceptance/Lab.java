package io.jenkins.plugins.amibakery.it.acceptance;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** A deployment of one small stack, and the Runway that deploys it. */
final class Lab {
    static final Path RUNWAY = Path.of(".local/venv-runway/bin/runway").toAbsolutePath();

    private final Bakery bakery;
    private final String name;

    /** @param name of the stack's namespace, so that tests have nothing in common */
    Lab(Bakery bakery, String name) {
        this.bakery = bakery;
        this.name = name;
        makeBucket(bakery.cloud(), "lab-" + name + "-bucket");
    }

    /** CFNgin would make its bucket itself, from a template that the local cloud does not imitate. */
    static void makeBucket(Cloud cloud, String bucket) {
        try (S3Client s3 = S3Client.builder()
                .region(Region.US_WEST_2)
                .endpointOverride(URI.create(cloud.endpoint()))
                .forcePathStyle(true)
                .credentialsProvider(cloud.credentials())
                .httpClient(ApacheHttpClient.create())
                .build()) {
            s3.createBucket(made -> made.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException e) {
            // Another deployment of the same test has made it.
        }
    }

    static boolean isThere() {
        return Files.isExecutable(RUNWAY);
    }

    /** A Jenkinsfile that runs steps on the agent, with the deployment in its workspace; {@code runway} are the usual arguments. */
    String onAgent(String steps) {
        Map<String, String> environment = new TreeMap<>(bakery.cloud().environment());
        environment.put("CFNGIN_STACK_POLL_TIME", "1");
        return bakery.onAgent("agent", environment, """
                writeFile file: 'lab/runway.yml', text: '''%s'''
                writeFile file: 'lab/web.cfn/cfngin.yml', text: '''%s'''
                writeFile file: 'lab/web.cfn/dev-us-west-2.env', text: 'title: first\\n'
                writeFile file: 'lab/web.cfn/templates/web.yml', text: '''%s'''
                def image = '%s'
                def runway = [environment: 'dev', directory: 'lab', ami: image, runway: '%s']
                %s
                """.formatted(
                        """
                deployments:
                  - name: lab
                    modules: [web.cfn]
                    regions: [us-west-2]
                """,
                        """
                namespace: %s-${environment}
                cfngin_bucket: lab-%s-bucket
                persistent_graph_key: web
                stacks:
                  web:
                    template_path: templates/web.yml
                    variables: {ImageId: "${env AMI_ID}", Title: "${title}", Secret: "${env DB_PASSWORD::default=unset}"}
                """.formatted(name, name).replace("$", "\\$"),
                        """
                Parameters: {ImageId: {Type: String}, Title: {Type: String}, Secret: {Type: String, NoEcho: true}}
                Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: {Ref: Title}}}}
                Outputs: {Image: {Value: {Ref: ImageId}}, Told: {Value: {Ref: Secret}}}
                """,
                        bakery.cloud().baseImage(),
                        RUNWAY,
                        steps));
    }

    /** Makes the next creation of a stack last. */
    void prolong(int seconds) {
        bakery.cloud().settings("""
                {"faults": [{"action": "CreateStack", "times": 1, "latency": %d}]}""".formatted(seconds));
    }
}
