package io.jenkins.plugins.amibakery.steps;

import io.jenkins.plugins.amibakery.agent.EngineCall;
import io.jenkins.plugins.amibakery.engine.bakery.CloudWork;
import io.jenkins.plugins.amibakery.engine.bakery.LockUse;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.steps.work.Actor;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of what a user said, and of who bakes, the request that goes to the agent. */
public final class BakeRequests {
    /** AWS takes no longer values. */
    private static final int LONGEST_TAG = 256;

    private static final List<String> ENDPOINTS = List.of("AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL");

    private BakeRequests() {}

    /** @param program the packer to run */
    static BakeRequest of(BakeParameters parameters, Actor actor, String bakeId, String program) {
        BakeRequest.Builder request = parameters
                .request(bakeId)
                .packer(program)
                .secretVariables(actor.secrets())
                .endpoint(Optional.ofNullable(endpoint(actor)))
                .tags(tags(parameters, actor.environment().all()))
                .awaitTimeout(Duration.ofSeconds(actor.configuration().awaitSeconds(parameters.awaitSeconds)));
        if (parameters.getRegion() == null) {
            request.region(Optional.ofNullable(actor.defaultRegion()).map(Region::new));
        }
        return request.build();
    }

    /** What part the lock file plays. */
    static LockUse lock(BakeParameters parameters, String scratch) {
        LockUse.Mode mode =
                parameters.locked ? LockUse.Mode.KEEP : parameters.writeLock ? LockUse.Mode.WRITE : LockUse.Mode.NONE;
        return new LockUse(mode, "", scratch);
    }

    /** A call of work for a bake. */
    static <R extends Serializable> EngineCall<R> call(CloudWork<R> work, Actor actor) {
        return new EngineCall<>(work, actor.identity(), endpoint(actor));
    }

    /** The recipe's name, as the job says it: the agent is not asked. */
    static String recipe(BakeParameters parameters) {
        return parameters.recipe == null ? BakeRequest.recipeOf(Path.of(parameters.template)) : parameters.recipe;
    }

    /**
     * The same for computing a key: values that hold a known secret count as secret, whichever way they were given, so that their digests
     * tell nobody anything.
     */
    static BakeRequest keyed(BakeParameters parameters, Actor actor, String bakeId) {
        BakeRequest request = of(parameters, actor, bakeId, "packer");
        LinkedHashMap<String, String> clear = new LinkedHashMap<>();
        LinkedHashMap<String, String> secret = new LinkedHashMap<>(request.secretVariables());
        request.variables()
                .forEach((name, value) ->
                        (actor.masker().mask(value).equals(value) ? clear : secret).putIfAbsent(name, value));
        return request.withVariables(clear, secret);
    }

    /** Another EC2 endpoint than AWS's own; null for none. */
    public static String endpoint(Actor actor) {
        return actor.endpoint(ENDPOINTS);
    }

    /** The user's tags, and what the build can say of the lineage. */
    private static LinkedHashMap<String, String> tags(BakeParameters parameters, Map<String, String> environment) {
        LinkedHashMap<String, String> tags = new LinkedHashMap<>();
        tag(tags, Tags.COMMIT, environment.get("GIT_COMMIT"));
        tag(tags, Tags.STARTED_BY, environment.get("BUILD_URL"));
        tags.putAll(parameters.tags);
        return tags;
    }

    private static void tag(Map<String, String> tags, String name, String value) {
        if (value != null && !value.isBlank() && value.length() <= LONGEST_TAG) {
            tags.put(name, value);
        }
    }
}
