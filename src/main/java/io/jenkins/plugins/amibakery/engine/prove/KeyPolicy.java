package io.jenkins.plugins.amibakery.engine.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Key;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether Auto Scaling may start instances from disks that are encrypted with a key of KMS. Its service-linked role has no rights of its
 * own to a key that AWS does not manage: the key's policy or a grant has to name it (Amazon EC2 Auto Scaling, "Required AWS KMS key policy
 * for use with encrypted volumes").
 */
final class KeyPolicy {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String ROLE = "AWSServiceRoleForAutoScaling";
    private static final List<String> NEEDED = List.of("kms:decrypt", "kms:creategrant");

    private KeyPolicy() {}

    /** Why the role of the key's own account may not; empty when it may. */
    static Optional<String> obstacle(Key key) {
        return obstacle(key, ROLE, key.isAmazons());
    }

    /** Why that of another account may not; empty when it may. */
    static Optional<String> obstacle(Key key, String account) {
        return key.isAmazons()
                ? Optional.of("is managed by AWS, which no other account can use")
                : obstacle(key, "::" + account + ":role/aws-service-role/autoscaling.amazonaws.com/" + ROLE, false);
    }

    private static Optional<String> obstacle(Key key, String role, boolean settled) {
        if (!key.state().equals("Enabled")) {
            return Optional.of("is " + key.state().toLowerCase(Locale.ROOT));
        }
        boolean granted = key.grantees().stream().anyMatch(arn -> arn.contains(role));
        return settled || granted || lets(key.policy(), role)
                ? Optional.empty()
                : Optional.of("names " + role.replace("::", "") + " neither in its policy nor in a grant");
    }

    private static boolean lets(String policy, String role) {
        try {
            List<JsonNode> statements = all(MAPPER.readTree(policy).path("Statement"));
            return statements.stream()
                            .noneMatch(one -> one.path("Effect").asText().equals("Deny") && isOfRole(one, role))
                    && NEEDED.stream()
                            .allMatch(action -> statements.stream()
                                    .anyMatch(one -> one.path("Effect").asText().equals("Allow")
                                            && isOfRole(one, role)
                                            && allows(one, action)));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isOfRole(JsonNode statement, String role) {
        JsonNode principal = statement.path("Principal");
        Stream<JsonNode> named = Stream.concat(Stream.of(principal), all(principal.path("AWS")).stream());
        return named.map(JsonNode::asText).anyMatch(text -> text.equals("*") || text.contains(role));
    }

    private static boolean allows(JsonNode statement, String action) {
        return all(statement.path("Action")).stream()
                .map(one -> one.asText().toLowerCase(Locale.ROOT))
                .anyMatch(pattern -> action.matches(pattern.replace(".", "\\.").replace("*", ".*")));
    }

    private static List<JsonNode> all(JsonNode one) {
        return one.isArray()
                ? StreamSupport.stream(one.spliterator(), false).toList()
                : Stream.of(one).filter(node -> !node.isMissingNode()).toList();
    }
}
