package io.jenkins.plugins.amibakery.engine.packer.log;

import static io.jenkins.plugins.amibakery.engine.model.FailureCause.*;

import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * The error texts of packer 1.6 and of current packer, of its amazon builders and of AWS, the particular before the general.
 * A code of AWS's counts wherever it stands, as packer puts the step that failed before it.
 */
final class DiagnosisRules {
    private static final int LONGEST_OUTPUT = 200;

    private static final Set<String> AMAZON_BUILDERS =
            Set.of("amazon-ebs", "amazon-ebssurrogate", "amazon-ebsvolume", "amazon-chroot", "amazon-instance");

    private static final List<DiagnosisRule> BUILD = List.of(
            DiagnosisRule.of(MANIFEST_BROKEN, "Unable to parse content from"),
            DiagnosisRule.of(PROVISIONER, "(?i)(?:scp|upload).*no space left on device"),
            DiagnosisRule.of(DISK_FULL, "(?i)no space left on device|disk quota exceeded|\\bENOSPC\\b"),
            DiagnosisRule.of(UNKNOWN, "Post-processor failed: "),
            DiagnosisRule.of(PROVISIONER, "Script exited with non-zero exit status: (-?\\d+)", DiagnosisRules::script),
            DiagnosisRule.of(
                    CONNECT_TIMEOUT,
                    "Timeout waiting for (SSH|WinRM)\\.?$",
                    (found, scene) -> "No answer by " + found.group(1)
                            + (scene.host().isEmpty() ? "" : " from " + scene.host()) + " in time."),
            DiagnosisRule.of(CONNECT_TIMEOUT, "(?:Timeout|Error) waiting for (?:SSH|WinRM|password)"),
            DiagnosisRule.of(
                    NAME_TAKEN,
                    "AMI Name: '([^']*)' is used by an existing AMI: (ami-\\w+)",
                    (found, scene) -> "The AMI name '" + found.group(1) + "' is taken by " + found.group(2) + "."),
            DiagnosisRule.of(NAME_TAKEN, "InvalidAMIName\\.Duplicate"),
            DiagnosisRule.of(
                    NO_SOURCE_AMI,
                    "No AMI was found matching filters:?(?: \\{ (Filters: .{1,300}) })?",
                    (found, scene) -> "No AMI matches the template's source_ami_filter"
                            + (found.group(1) == null ? "." : " (" + found.group(1) + ").")),
            DiagnosisRule.of(
                    NO_SOURCE_AMI,
                    "Your query returned more than one result",
                    (found, scene) -> "More than one AMI matches the template's source_ami_filter, "
                            + "and most_recent is not set."),
            DiagnosisRule.of(NO_SOURCE_AMI, "InvalidAMIID\\.(?:NotFound|Malformed|Unavailable)"));

    private static final List<DiagnosisRule> AWS = List.of(
            DiagnosisRule.of(
                    THROTTLED,
                    "RequestLimitExceeded|\\bThrottl(?:ing|ed)|TooManyRequests|Rate exceeded|\\bSlowDown\\b"
                            + "|(?:retry|failed to get rate limit) (?:quota|token).* exceeded|Client\\.RequestLimit"),
            DiagnosisRule.of(
                    ACCESS_DENIED,
                    "UnauthorizedOperation|\\bAccessDenied|[Yy]ou are not authorized to perform|is not authorized to perform"),
            DiagnosisRule.of(CREDENTIALS, "cannot be assumed"),
            DiagnosisRule.of(
                    CREDENTIALS,
                    "[Nn]o valid credential sources|NoCredentialProviders",
                    (found, scene) -> "Packer found no AWS credentials."),
            DiagnosisRule.of(
                    CREDENTIALS,
                    "AuthFailure|ExpiredToken|RequestExpired|InvalidClientTokenId|SignatureDoesNotMatch"
                            + "|UnrecognizedClientException|InvalidAccessKeyId|MissingAuthenticationToken|OptInRequired"
                            + "|IncompleteSignature|EnvAccessKeyNotFound"
                            + "|failed to (?:refresh cached|retrieve|load) credentials|no EC2 IMDS role found"
                            + "|SharedConfigProfileNotExist|failed to get shared config profile|[Ee]xpired SSO|SSOProviderInvalidToken"
                            + "|get identity: get credentials|Error loading credentials"
                            + "|Unable to locate credentials|must both be either set or not set"),
            DiagnosisRule.of(
                    QUOTA,
                    "\\b\\w*LimitExceeded\\b|InsufficientInstanceCapacity|UnfulfillableCapacity|VcpuLimit|MaxSpotInstanceCount"
                            + "|InsufficientFreeAddressesInSubnet"),
            DiagnosisRule.of(
                    AMI_TIMEOUT,
                    "(?:[Ee]rror waiting for AMI|waiting for (?:image|snapshot)).*"
                            + "(?:exceeded wait attempts|exceeded max wait time|[Tt]ime(?:d )?out|deadline exceeded)"),
            DiagnosisRule.of(
                    AMI_FAILED,
                    "[Ee]rror waiting for AMI|[Ee]rror (?:creating|registering|[Cc]opying) AMI|Snapshot .* failed"),
            DiagnosisRule.of(
                    UNREACHABLE,
                    "no such host|connection refused|connection reset|network is unreachable|no route to host|i/o timeout"
                            + "|TLS handshake timeout|x509: |proxyconnect|server misbehaving|request send failed"
                            + "|RequestError: send request failed|context deadline exceeded|server gave HTTP response"));

    private static final List<DiagnosisRule> RUN = List.of(
            DiagnosisRule.of(
                    MISSING_VARIABLE,
                    "required variable not set: .*",
                    (found, scene) -> needs(found.group(), "required variable not set: ([^ ,*]+)")),
            DiagnosisRule.of(
                    MISSING_VARIABLE,
                    "Unset variable \".*",
                    (found, scene) -> needs(found.group(), "Unset variable \"([^\"]+)\"")),
            DiagnosisRule.of(
                    UNKNOWN_VARIABLE,
                    "Undefined -var variable A \"([^\"]+)\"",
                    (found, scene) -> "The template declares no variable '" + found.group(1) + "'."),
            DiagnosisRule.of(
                    PLUGIN_MISSING,
                    "Missing plugins.*?but not installed: (.*?) ?Did you run",
                    (found, scene) -> "Packer lacks the plugin " + plugins(found.group(1)) + "."),
            DiagnosisRule.of(PLUGIN_MISSING, "Failed getting the \"[^\"]+\" plugin"),
            DiagnosisRule.of(
                    PACKER_TOO_OLD,
                    "(?i)unsupported packer (?:core )?version|requires? (?:at least )?packer version|minimum version"),
            DiagnosisRule.of(
                    TEMPLATE_MISSING,
                    "^\"([^\"]+)\": stat .*no such file or directory",
                    (found, scene) -> "There is no file '" + found.group(1) + "'."),
            DiagnosisRule.of(TEMPLATE_MISSING, "Could not find any config file in"),
            DiagnosisRule.of(
                    MISSING_VARIABLE,
                    "^open (\\S+): no such file or directory",
                    (found, scene) -> "There is no var file '" + found.group(1) + "'."),
            DiagnosisRule.of(NO_ARTIFACT, "No builds to run", (found, scene) -> noBuild(scene)),
            DiagnosisRule.of(
                    TEMPLATE_ERROR,
                    "Failed to parse|Error parsing JSON|Error reading variables in|unknown configuration key|Failed to (?:prepare|initialize) build"
                            + "|Failed preparing|Unsupported (?:argument|attribute|block)|Invalid (?:expression|block|reference)"
                            + "|Missing build block|Missing required argument|Unknown (?:builder|source|provisioner|post-processor)"
                            + "|Argument or block definition required|Deprecated configuration key|Unknown root level key"
                            + "| on \\S+ line \\d+"));

    private DiagnosisRules() {}

    static List<DiagnosisRule> all() {
        List<DiagnosisRule> all = new ArrayList<>(BUILD);
        all.add(DiagnosisRule.of(
                PLUGIN_MISSING,
                "(?:The (?:builder|source)|[Uu]nknown builder|Unknown source type) ("
                        + String.join("|", AMAZON_BUILDERS) + ")\\b",
                (found, scene) -> "This Packer does not know the builder " + found.group(1)
                        + ": its amazon plugin is not installed."));
        return Stream.of(all, RUN, AWS).flatMap(List::stream).toList();
    }

    /** What a failed provisioner counts as when no rule knows its error better. */
    static FailureCause unknown(FailureContext scene) {
        return scene.provisioned() ? PROVISIONER : UNKNOWN;
    }

    private static String script(Matcher found, FailureContext scene) {
        boolean inline = scene.script().isEmpty() || scene.script().matches(".*[/\\\\]packer-shell[0-9]+");
        String script = inline ? "An inline script" : "The script " + scene.script();
        String last = brief(scene.lastOutput());
        String error = brief(scene.lastError());
        return script + " ended with exit code " + found.group(1)
                + (last.isEmpty() ? "." : "; the last line it printed: " + last)
                + (error.isEmpty() || error.equals(last) ? "" : "; an error before it: " + error);
    }

    private static String brief(String output) {
        String line = output.strip();
        return line.length() > LONGEST_OUTPUT ? line.substring(0, LONGEST_OUTPUT) + " …" : line;
    }

    private static String needs(String text, String name) {
        List<String> names = java.util.regex.Pattern.compile(name)
                .matcher(text)
                .results()
                .map(result -> "'" + result.group(1) + "'")
                .distinct()
                .toList();
        return names.size() == 1
                ? "The variable " + names.get(0) + " has no value."
                : "The variables " + String.join(", ", names) + " have no value.";
    }

    private static String plugins(String list) {
        return list.replaceFirst("^\\* ", "").replace(" * ", ", ").strip();
    }

    private static String noBuild(FailureContext scene) {
        return scene.choices().isEmpty()
                ? "No build of the template is selected."
                : "No build of the template is selected; its builds are: "
                        + scene.choices().replace(" ", ", ") + ".";
    }
}
