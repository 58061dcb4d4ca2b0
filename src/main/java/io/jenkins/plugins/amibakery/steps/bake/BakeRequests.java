package io.jenkins.plugins.amibakery.steps.bake;

import io.jenkins.plugins.amibakery.agent.EngineCall;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.RecipeName;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes of what a user said, and of who bakes, the request that goes to the agent. */
public final class BakeRequests {
    /** AWS takes no longer values. */
    static final int LONGEST_TAG = 256;

    private BakeRequests() {}

    /** @param program the packer to run */
    static BakeRequest of(BakeParameters parameters, ResolvedIdentity actor, String bakeId, String program) {
        BakeRequest.Builder request = parameters
                .request(bakeId)
                .packer(program)
                .secretVariables(actor.secrets())
                .endpoint(Optional.ofNullable(actor.ec2Endpoint()))
                .tags(tags(parameters, actor))
                .defaultRegion(Optional.ofNullable(actor.defaultRegion()).map(Region::new))
                .awaitTimeout(Duration.ofSeconds(actor.configuration().awaitSeconds(parameters.awaitSeconds)));
        return request.build();
    }

    /** What part the lock file plays. */
    static LockUse lock(BakeParameters parameters, String scratch) {
        LockUse.Mode mode =
                parameters.locked ? LockUse.Mode.KEEP : parameters.writeLock ? LockUse.Mode.WRITE : LockUse.Mode.NONE;
        return new LockUse(mode, "", scratch);
    }

    /** A call of work for a bake. */
    static <R extends Serializable> EngineCall<R> call(UseCase<R> work, ResolvedIdentity actor) {
        return new EngineCall<>(work, actor.identity(), actor.ec2Endpoint());
    }

    /** The recipe's name, as the job says it: the agent is not asked. */
    static String recipe(BakeParameters parameters) {
        return parameters.recipe == null ? RecipeName.of(Path.of(parameters.template)) : parameters.recipe;
    }

    /**
     * The same for computing a key: values that hold a known secret count as secret, whichever way they were given, so that their digests
     * tell nobody anything.
     */
    static BakeRequest keyed(BakeParameters parameters, ResolvedIdentity actor, String bakeId) {
        BakeRequest request = of(parameters, actor, bakeId, "packer");
        LinkedHashMap<String, String> clear = new LinkedHashMap<>();
        LinkedHashMap<String, String> secret = new LinkedHashMap<>(request.secretVariables());
        request.variables()
                .forEach((name, value) ->
                        (actor.masker().mask(value).equals(value) ? clear : secret).putIfAbsent(name, value));
        return request.withVariables(clear, secret);
    }

    /** The user's tags, and what the build can say of the lineage. */
    private static LinkedHashMap<String, String> tags(BakeParameters parameters, ResolvedIdentity actor) {
        LinkedHashMap<String, String> tags = new LinkedHashMap<>();
        tag(tags, Tags.COMMIT, actor.commit());
        tag(tags, Tags.STARTED_BY, actor.environment().all().get("BUILD_URL"));
        tags.putAll(parameters.tags);
        return tags;
    }

    private static void tag(Map<String, String> tags, String name, String value) {
        if (value != null && !value.isBlank() && value.length() <= LONGEST_TAG) {
            tags.put(name, value);
        }
    }
}
