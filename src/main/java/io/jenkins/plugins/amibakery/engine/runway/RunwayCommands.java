package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes Runway's command lines. Parameters travel in the environment, secret ones there alone.
 *
 * <p>To stop Runway, interrupt it (SIGINT) first and give it some seconds: it releases CFNgin's lock then. Terminated
 * (SIGTERM) or killed, it leaves the lock.
 */
public final class RunwayCommands {
    /** Each line tells its process and level: with parallel regions nothing else tells whose line it is. */
    public static final String LOG_FORMAT = "[runway] %(process)d %(levelname)s %(message)s";

    /** Python writes at once what it has to say, in UTF-8, whatever the machine's language. */
    private static final Map<String, String> PLAIN = Map.of("PYTHONUNBUFFERED", "1", "PYTHONIOENCODING", "utf-8");

    private RunwayCommands() {}

    /** Asks a Runway for its version; {@link RunwayVersion#read} reads the answer. */
    public static CommandLine version(String runway, Path directory) {
        return new CommandLine(List.of(runway, "--version"), PLAIN, directory, Set.of());
    }

    /**
     * What the request asks for, without a prompt. Standard input has to be empty, or a protected stack would wait for ever.
     *
     * @param tags the tags by which Runway takes modules; those of the request are not added to them
     */
    public static CommandLine run(DeployRequest request, Collection<String> tags) {
        List<String> words =
                new ArrayList<>(List.of(request.runway(), request.action().word(), "--ci"));
        tags.forEach(tag -> {
            words.add("--tag");
            words.add(tag);
        });
        Set<String> secrets = new LinkedHashSet<>(request.secretParameters().values());
        // A secret that happens to be 'deploy' or a tag is no secret, and would stop every deployment.
        words.forEach(secrets::remove);
        return new CommandLine(words, environment(request), request.path(), secrets);
    }

    /** The variables Runway is to have beside those of the process that runs it; {@link Lookups} resolves from the same. */
    static Map<String, String> environment(DeployRequest request) {
        Map<String, String> environment = new TreeMap<>(PLAIN);
        environment.putAll(request.parameters());
        environment.putAll(request.secretParameters());
        environment.put("DEPLOY_ENVIRONMENT", request.environment());
        environment.put("CI", "1");
        environment.put("CFNGIN_STACK_POLL_TIME", Integer.toString(request.pollSeconds()));
        environment.put("RUNWAY_LOG_FORMAT", LOG_FORMAT);
        putIfAny(environment, "AMI_ID", request.ami());
        putIfAny(environment, "AWS_ENDPOINT_URL", request.endpoint());
        putIfAny(environment, "AWS_REGION", request.region());
        putIfAny(environment, "AWS_DEFAULT_REGION", request.region());
        return environment;
    }

    private static void putIfAny(Map<String, String> environment, String name, String value) {
        if (!value.isEmpty()) {
            environment.put(name, value);
        }
    }
}
