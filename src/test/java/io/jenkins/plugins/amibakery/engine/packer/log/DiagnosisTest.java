package io.jenkins.plugins.amibakery.engine.packer.log;

import static io.jenkins.plugins.amibakery.engine.model.FailureCause.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.packer.Recorded;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisTest {
    static Stream<Arguments> recordings() {
        return Stream.of(
                arguments(
                        "packer-1.6.6-json-provisioner-local-exit",
                        PROVISIONER,
                        "An inline script ended with exit code 5; the last line it printed: about to fail"),
                arguments("packer-1.6.6-json-throttled", THROTTLED, "RequestLimitExceeded: Request limit exceeded."),
                arguments("packer-1.16.0-json-throttled", THROTTLED, "RequestLimitExceeded: Request limit exceeded."),
                arguments(
                        "packer-1.16.0-json-name-duplicate",
                        NAME_TAKEN,
                        "AMI name img-mgr is already in use by AMI ami-0d53cc9bd365ad65b"),
                arguments(
                        "packer-1.16.0-json-no-source-ami",
                        NO_SOURCE_AMI,
                        "No AMI matches the template's source_ami_filter."),
                arguments("packer-1.16.0-json-ambiguous-source-ami", NO_SOURCE_AMI, "More than one AMI matches"),
                arguments(
                        "packer-1.16.0-json-source-ami-gone",
                        NO_SOURCE_AMI,
                        "The image id '[ami-0123456789abcdef0]' does not exist"),
                arguments(
                        "packer-1.16.0-json-no-such-host",
                        UNREACHABLE,
                        "lookup ec2.nowhere.invalid on 192.0.2.53:53: no such host"),
                arguments(
                        "packer-1.16.0-json-ami-timeout",
                        AMI_TIMEOUT,
                        "Error waiting for AMI: exceeded max wait time for ImageAvailable waiter"),
                arguments(
                        "packer-1.16.0-json-ami-failed",
                        AMI_FAILED,
                        "Error waiting for AMI: waiter state transitioned to Failure."),
                arguments(
                        "packer-1.16.0-json-disk-full",
                        DISK_FULL,
                        "write packer-manifest.json: no space left on device"),
                arguments(
                        "packer-1.16.0-json-broken-manifest",
                        MANIFEST_BROKEN,
                        "Unable to parse content from packer-manifest.json"),
                arguments("packer-1.16.0-json-missing-var-file", MISSING_VARIABLE, "There is no var file 'nope.json'."),
                arguments(
                        "packer-1.16.0-json-post-processor-exit",
                        UNKNOWN,
                        "Post-processor failed: Script exited with non-zero exit status: 3."),
                arguments(
                        "packer-1.16.0-json-provisioner-local-exit",
                        PROVISIONER,
                        "An inline script ended with exit code 5; the last line it printed: about to fail"),
                arguments(
                        "packer-1.6.6-json-template-error-required-variable",
                        MISSING_VARIABLE,
                        "The variable 'must' has no value."),
                arguments(
                        "packer-1.9.5-json-template-error-required-variable",
                        MISSING_VARIABLE,
                        "The variable 'must' has no value."),
                arguments(
                        "packer-1.16.0-hcl-template-error-required-variable",
                        MISSING_VARIABLE,
                        "The variable 'must' has no value."),
                arguments("packer-1.6.6-json-missing-var-file", MISSING_VARIABLE, "There is no var file 'nope.json'."),
                arguments("packer-1.6.6-json-broken-var-file", TEMPLATE_ERROR, "'v.json': invalid character 'n'"),
                arguments(
                        "packer-1.16.0-hcl-unknown-var", UNKNOWN_VARIABLE, "The template declares no variable 'nope'."),
                arguments(
                        "packer-1.16.0-hcl-missing-plugin",
                        PLUGIN_MISSING,
                        "Packer lacks the plugin github.com/hashicorp/amazon >= 1.2.8."),
                arguments(
                        "packer-1.16.0-hcl-missing-plugin-no-required_plugins",
                        PLUGIN_MISSING,
                        "does not know the builder amazon-ebs"),
                arguments("packer-1.16.0-json-missing-plugin", PLUGIN_MISSING, "does not know the builder amazon-ebs"),
                arguments(
                        "packer-1.16.0-hcl-init-no-network",
                        PLUGIN_MISSING,
                        "lookup api.github.com on 192.0.2.53:53: no such host"),
                arguments("packer-1.6.6-json-template-error-syntax", TEMPLATE_ERROR, "At line 1, column 39"),
                arguments("packer-1.16.0-json-template-error-syntax", TEMPLATE_ERROR, "At line 1, column 39"),
                arguments(
                        "packer-1.16.0-hcl-template-error-syntax",
                        TEMPLATE_ERROR,
                        "t.pkr.hcl:2: Invalid expression in source \"amazon-ebs\" \"web\""),
                arguments(
                        "packer-1.16.0-hcl-template-error-unknown-key",
                        TEMPLATE_ERROR,
                        "t.pkr.hcl:40: Unsupported argument: An argument named \"instnce_type\""),
                arguments(
                        "packer-1.6.6-json-template-error-unknown-key",
                        TEMPLATE_ERROR,
                        "unknown configuration key: '\"instnce_type\"'"),
                arguments("packer-1.6.6-json-template-error-unknown-builder", TEMPLATE_ERROR, "amazon-nope"),
                arguments("packer-1.16.0-json-template-error-unknown-builder", TEMPLATE_ERROR, "amazon-nope"),
                arguments(
                        "packer-1.16.0-hcl-template-error-missing-file",
                        TEMPLATE_ERROR,
                        "t.pkr.hcl:51: Failed preparing provisioner-block \"file\" \"\": * Bad source 'files/missing.txt'"),
                arguments(
                        "packer-1.16.0-json-template-error-no-such-template",
                        TEMPLATE_MISSING,
                        "There is no file 'nope.json'."),
                arguments("packer-1.16.0-hcl-as-plain-name", TEMPLATE_ERROR, "check your file extensions"),
                arguments(
                        "packer-1.6.6-json-ami-name-in-use",
                        NAME_TAKEN,
                        "The AMI name 'dup-name-1.6.6' is taken by ami-"),
                arguments(
                        "packer-1.16.0-json-ami-name-in-use",
                        NAME_TAKEN,
                        "The AMI name 'dup-name-1.16.0' is taken by ami-"),
                arguments(
                        "packer-1.6.6-json-name-duplicate",
                        NAME_TAKEN,
                        "AMI name img-mgr is already in use by AMI ami-0d53cc9bd365ad65b"),
                arguments(
                        "packer-1.6.6-json-no-source-ami",
                        NO_SOURCE_AMI,
                        "source_ami_filter (Filters: [{ Name: \"name\", Values: [\"no-such-image-*\"] }], Owners: [\"self\"])."),
                arguments("packer-1.6.6-json-ambiguous-source-ami", NO_SOURCE_AMI, "More than one AMI matches"),
                arguments(
                        "packer-1.6.6-json-source-ami-gone",
                        NO_SOURCE_AMI,
                        "The image id '[ami-0123456789abcdef0]' does not exist"),
                arguments("packer-1.6.6-json-no-credentials", CREDENTIALS, "Packer found no AWS credentials."),
                arguments("packer-1.16.0-json-no-credentials", CREDENTIALS, "Packer found no AWS credentials."),
                arguments(
                        "packer-1.16.0-json-unknown-profile", CREDENTIALS, "failed to get shared config profile, nope"),
                arguments(
                        "packer-1.6.6-json-auth-failure",
                        CREDENTIALS,
                        "error validating regions: AuthFailure: AWS was not able to validate the provided access credentials"),
                arguments(
                        "packer-1.16.0-json-auth-failure",
                        CREDENTIALS,
                        "error validating regions: operation error EC2: DescribeRegions, AuthFailure: AWS was not able to validate the provided access credentials"),
                arguments(
                        "packer-1.16.0-json-invalid-token",
                        CREDENTIALS,
                        "InvalidClientTokenId: The security token included in the request is invalid."),
                arguments("packer-1.6.6-json-expired-token", CREDENTIALS, "RequestExpired: Request has expired."),
                arguments("packer-1.16.0-json-expired-token", CREDENTIALS, "RequestExpired: Request has expired."),
                arguments(
                        "packer-1.6.6-json-unauthorized",
                        ACCESS_DENIED,
                        "is not authorized to perform: ec2:RunInstances on resource"),
                arguments(
                        "packer-1.16.0-json-unauthorized",
                        ACCESS_DENIED,
                        "is not authorized to perform: ec2:RunInstances on resource"),
                arguments(
                        "packer-1.6.6-json-vcpu-limit",
                        QUOTA,
                        "VcpuLimitExceeded: You have requested more vCPU capacity"),
                arguments(
                        "packer-1.16.0-json-vcpu-limit",
                        QUOTA,
                        "VcpuLimitExceeded: You have requested more vCPU capacity"),
                arguments(
                        "packer-1.6.6-json-capacity",
                        QUOTA,
                        "sufficient t3.micro capacity in the Availability Zone you requested"),
                arguments(
                        "packer-1.16.0-json-capacity",
                        QUOTA,
                        "sufficient t3.micro capacity in the Availability Zone you requested"),
                arguments(
                        "packer-1.6.6-json-aws-unreachable",
                        UNREACHABLE,
                        "dial tcp 127.0.0.1:1: connect: connection refused"),
                arguments(
                        "packer-1.16.0-json-aws-unreachable",
                        UNREACHABLE,
                        "dial tcp 127.0.0.1:1: connect: connection refused"),
                arguments(
                        "packer-1.6.6-json-no-such-host",
                        UNREACHABLE,
                        "lookup ec2.nowhere.invalid on 192.0.2.53:53: no such host"),
                arguments("packer-1.6.6-json-ssh-timeout", CONNECT_TIMEOUT, "No answer by SSH from 127.0.0.1 in time."),
                arguments(
                        "packer-1.16.0-json-ssh-timeout", CONNECT_TIMEOUT, "No answer by SSH from 127.0.0.1 in time."),
                arguments(
                        "packer-1.6.6-json-ami-timeout",
                        AMI_TIMEOUT,
                        "Error waiting for AMI: ResourceNotReady: exceeded wait attempts"),
                arguments(
                        "packer-1.6.6-json-ami-failed",
                        AMI_FAILED,
                        "Message: \"Client.InternalError: Snapshot failed\""),
                arguments(
                        "packer-1.6.6-json-provisioner-failure",
                        PROVISIONER,
                        "An inline script ended with exit code 7; the last line it printed: "),
                arguments(
                        "packer-1.16.0-hcl-provisioner-failure",
                        PROVISIONER,
                        "An inline script ended with exit code 7; the last line it printed: on stderr"),
                arguments(
                        "packer-1.6.6-json-disk-full",
                        DISK_FULL,
                        "write packer-manifest.json: no space left on device"),
                arguments(
                        "packer-1.6.6-json-broken-manifest",
                        MANIFEST_BROKEN,
                        "Unable to parse content from packer-manifest.json"),
                arguments(
                        "packer-1.6.6-json-post-processor-exit",
                        UNKNOWN,
                        "Post-processor failed: Script exited with non-zero exit status: 3."));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordedFailureIsKnownWithTheValueThatWasWrong(String recording, FailureCause cause, String detail) {
        List<Failure> failures = Recorded.run(recording).facts().failures();

        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(cause);
            assertThat(failure.detail()).contains(detail);
            assertThat(failure.detail())
                    .doesNotContain(
                            "\n",
                            "request id",
                            "RequestID",
                            "Encoded authorization",
                            "source code not available",
                            "Bundled plugins");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error launching source instance: RequestLimitExceeded: Request limit exceeded.\\n\\tstatus code: 503, request id: 0d3c5b7a | THROTTLED",
                "operation error EC2: RunInstances, failed to get rate limit token, retry quota exceeded, 0 available, 5 requested | THROTTLED",
                "operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 1, api error ExpiredToken: expired | CREDENTIALS",
                "api error InstanceLimitExceeded: You have reached your quota of 20 | QUOTA",
                "Error waiting for AMI (ami-0123456789abcdef0) in region (eu-west-1): exceeded max wait time for ImageAvailable waiter | AMI_TIMEOUT",
                "Error waiting for AMI: failed with ResourceNotReady error, which can have a variety of causes. For help troubleshooting, check our docs: https://example.org\\noriginal error: waiter state transitioned to Failure | AMI_FAILED",
                "Error waiting for SSH: Packer experienced an authentication error when trying to connect via SSH. | CONNECT_TIMEOUT",
                "unknown: a thing that nobody has ever seen | UNKNOWN"
            })
    void textsThatNoRecordingHasAreKnownByTheirWords(String text, FailureCause cause) {
        Failure failure = Diagnosis.of("web", text.replace("\\n", "\n").replace("\\t", "\t"));

        assertThat(failure.cause()).isEqualTo(cause);
        assertThat(failure.where()).isEqualTo("web");
        assertThat(failure.detail()).doesNotContain("\n", "request id");
    }

    @Test
    void aScriptFileIsNamedWithItsExitCodeAndLastLine() {
        FailureContext scene = new FailureContext(
                true, "provision/nginx.sh", "E: Unable to locate package nginxx", "", "10.0.0.1", "");
        Failure failure =
                Diagnosis.of("web", "Script exited with non-zero exit status: 100. Allowed exit codes are: [0]", scene);

        assertThat(failure.cause()).isEqualTo(PROVISIONER);
        assertThat(failure.detail())
                .isEqualTo("The script provision/nginx.sh ended with exit code 100; the last line it printed: "
                        + "E: Unable to locate package nginxx");
    }

    @Test
    void anErrorThatAnotherStreamPrintedBeforeTheLastLineIsNotLost() {
        FailureContext scene = new FailureContext(
                true, "provision/web.sh", "filtered out", "Error: Unable to find a match: web", "", "");
        assertThat(Diagnosis.of("web", "Script exited with non-zero exit status: 1. Allowed exit codes are: [0]", scene)
                        .detail())
                .isEqualTo("The script provision/web.sh ended with exit code 1; the last line it printed: filtered out;"
                        + " an error before it: Error: Unable to find a match: web");
    }

    @Test
    void whatFailsAmongProvisionersAndIsNotKnownBetterIsAProvisionersFailure() {
        FailureContext scene = new FailureContext(true, "", "", "", "", "");

        assertThat(Diagnosis.of("web", "Error executing Ansible: Non-zero exit status: exit status 2", scene))
                .isEqualTo(new Failure(
                        "web", PROVISIONER, "Error executing Ansible: Non-zero exit status: exit status 2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "  "})
    void anEmptyReasonIsSaidToBeNone(String text) {
        assertThat(Diagnosis.of("web", text)).isEqualTo(new Failure("web", UNKNOWN, "Packer gave no reason."));
    }

    @Test
    void aTextWithoutMeasureIsCut() {
        assertThat(Diagnosis.of("web", "strange ".repeat(500_000)).detail()).hasSizeLessThan(600);
    }
}
