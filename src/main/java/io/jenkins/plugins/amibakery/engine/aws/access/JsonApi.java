package io.jenkins.plugins.amibakery.engine.aws.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.util.Map;

/** A service of AWS that speaks its JSON protocol. */
public final class JsonApi {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final SignedCalls calls;
    private final String target;

    /** @param target what the service calls itself in the header {@code X-Amz-Target} */
    JsonApi(SignedCalls calls, String target) {
        this.calls = calls;
        this.target = target;
    }

    /**
     * Asks, and takes a good answer alone.
     *
     * @param parameters maps, lists, texts, numbers and truths
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when the service refuses or does not answer
     */
    public JsonNode required(Region region, String action, Map<String, ?> parameters) {
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target + "." + action);
        try {
            SignedCalls.Reply reply = calls.post(region, action, headers, MAPPER.writeValueAsString(parameters));
            JsonNode answer = MAPPER.readTree(reply.body());
            if (reply.succeeded()) {
                return answer;
            }
            String code = answer.path("__type").asText("").replaceFirst(".*#", "");
            String message =
                    answer.path("message").asText(answer.path("Message").asText(""));
            throw calls.refused(region, action, new AwsError(calls.service(), code, message, reply.status(), ""));
        } catch (JsonProcessingException e) {
            throw calls.unanswered(calls.endpoint().apply(region), action, new IOException("its answer is no JSON", e));
        } catch (IOException e) {
            throw calls.unanswered(calls.endpoint().apply(region), action, e);
        }
    }
}
