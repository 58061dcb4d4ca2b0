package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the cause in what Runway, CloudFormation and the SDK say when something fails. */
final class RunwayDiagnosis {
    private record Rule(Pattern pattern, DeployFailureCause cause) {}

    /** The first that fits counts: what is more special stands higher. */
    private static final List<Rule> RULES = List.of(
            rule("config file not found at path", DeployFailureCause.CONFIG_MISSING),
            rule("defined variables file not found|validation errors? for Runway", DeployFailureCause.CONFIG_INVALID),
            rule("No modules found with the provided tag", DeployFailureCause.SELECTION_EMPTY),
            rule(
                    "module class could not be determined|No such file or directory: '[^']*\\.(cfn|tf)'",
                    DeployFailureCause.MODULE_UNKNOWN),
            rule("AWS account(?: aliases)? \"[^\"]*\" do(?:es)? not match", DeployFailureCause.WRONG_ACCOUNT),
            rule("Persistent graph is locked|Could not lock persistent graph", DeployFailureCause.LOCKED),
            rule("EOF when reading a line", DeployFailureCause.STACK_PROTECTED),
            rule(
                    "TerminationProtection is enabled|cannot be deleted while TerminationProtection",
                    DeployFailureCause.TERMINATION_PROTECTED),
            rule(
                    "Unable to locate credentials|NoCredentialsError|PartialCredentials|ExpiredToken|InvalidClientTokenId"
                            + "|SignatureDoesNotMatch|UnrecognizedClientException|security token included in the request is"
                            + "|InvalidAccessKeyId|config profile \\(.*\\) could not be found|Token has expired",
                    DeployFailureCause.CREDENTIALS),
            rule(
                    "[Aa]ccess denied for (?:CFNgin bucket|cfngin_bucket|bucket)|BucketAlreadyExists",
                    DeployFailureCause.BUCKET_UNAVAILABLE),
            rule(
                    "AccessDenied|UnauthorizedOperation|not authorized to perform|\\(403\\)",
                    DeployFailureCause.ACCESS_DENIED),
            rule(
                    "\\(404\\) when calling the HeadBucket|cfngin_bucket does not exist|NoSuchBucket",
                    DeployFailureCause.BUCKET_MISSING),
            rule("BucketNotEmpty|bucket you tried to delete is not empty", DeployFailureCause.BUCKET_NOT_EMPTY),
            rule("Throttling|Rate exceeded|RequestLimitExceeded|TooManyRequests", DeployFailureCause.THROTTLED),
            rule(
                    "Could not connect to the endpoint|EndpointConnectionError|ConnectTimeout|ReadTimeout|Connection was closed"
                            + "|SSLError|Name or service not known|InvalidRegionError",
                    DeployFailureCause.UNREACHABLE),
            rule(
                    "does not exist in outputs|Could not resolve lookup \"\\$\\{(?:rxref|xref|output|cfn) ",
                    DeployFailureCause.UPSTREAM_MISSING),
            rule(
                    "Could not resolve lookup \"\\$\\{(?:env|var) |Missing required cloudformation parameters|Variable \".*\" in blueprint"
                            + "|Environment missing key|Parameters: \\[.*\\] must have values|MissingVariable|KeyError: 'AMI_ID'",
                    DeployFailureCause.MISSING_PARAMETER),
            rule(
                    "Could not resolve lookup|FailedVariableLookup|Unknown lookup type",
                    DeployFailureCause.UNRESOLVED_LOOKUP),
            rule("Update already in-progress|is in \\w+_IN_PROGRESS state", DeployFailureCause.STACK_BUSY),
            rule("cannot be updated nor re-created from state|ROLLBACK_FAILED state", DeployFailureCause.STACK_STUCK),
            rule("rolled back|rolling back", DeployFailureCause.STACK_ROLLED_BACK),
            rule(
                    "while (?:parsing|scanning)|expected .* but got|Template (?:format|validation) error|Template error|JSONDecodeError",
                    DeployFailureCause.INVALID_TEMPLATE),
            rule("does not match required|runway_version|requires? [Rr]unway", DeployFailureCause.RUNWAY_TOO_OLD));

    private RunwayDiagnosis() {}

    private static Rule rule(String regex, DeployFailureCause cause) {
        return new Rule(Pattern.compile(regex), cause);
    }

    /** The cause a text speaks of; empty when it speaks of none that is known. */
    static Optional<DeployFailureCause> of(String text) {
        return RULES.stream()
                .filter(rule -> rule.pattern().matcher(text).find())
                .map(Rule::cause)
                .findFirst();
    }

    private static final Pattern EXCEPTION = Pattern.compile(
            "(?:[a-z_]\\w*\\.)*[A-Z]\\w*(?:Error|Exception|Lookup|Locked|Exist|Found|Denied|Required|\\w*Variable\\w*): (.+)");

    /** What an exception says that ended Runway, from the last line of its traceback; empty for any other line. */
    static Optional<String> exception(String line) {
        Matcher found = EXCEPTION.matcher(line);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
