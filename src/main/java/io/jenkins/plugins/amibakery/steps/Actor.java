package io.jenkins.plugins.amibakery.steps;

import hudson.model.Computer;
import io.jenkins.plugins.amibakery.agent.RemoteIdentity;
import io.jenkins.plugins.amibakery.agent.RemoteRequest;
import io.jenkins.plugins.amibakery.agent.StepEnvironment;
import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.config.AwsIdentityResolver;
import io.jenkins.plugins.amibakery.engine.aws.StaticKeys;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who bakes, and with what secrets: resolved anew whenever it is needed, and never saved.
 *
 * <p>The identity is, in this order: the step's credentialsId or profile; keys or a profile in the step's own environment; the
 * configured credentials; whatever the agent's surroundings lead to, in the end its instance's role. On top comes the step's role.
 *
 * @param identity as whom AWS is called, by packer and by us
 * @param environment what packer sees
 * @param secrets values of the secret variables
 * @param masker hides every secret that is known
 */
record Actor(
        RemoteIdentity identity,
        StepEnvironment environment,
        LinkedHashMap<String, String> secrets,
        Masker masker,
        AmiBakeryConfiguration configuration) {
    /** Variables that hold secrets whoever set them. */
    private static final Set<String> SECRET_NAMES =
            Set.of("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_SESSION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN");

    /** AWS takes no longer values. */
    private static final int LONGEST_TAG = 256;

    /**
     * Resolves.
     *
     * @param complete whether it is an error that a secret variable has no value; otherwise it is passed over
     * @throws IllegalArgumentException with one clear line when a secret or credentials are missing
     */
    static Actor of(BakeParameters parameters, BakeSite site, String bakeId, boolean complete)
            throws IOException, InterruptedException {
        return of(parameters, site, bakeId, complete, ofAgent(site));
    }

    /**
     * The same for an agent that will never be back: then only an identity that the build itself brings can be taken up.
     *
     * @return null when the identity was the agent's own
     */
    static Actor withoutAgent(BakeParameters parameters, BakeSite site, String bakeId)
            throws IOException, InterruptedException {
        Actor actor = of(parameters, site, bakeId, false, Map.of());
        boolean keys = actor.environment().all().containsKey("AWS_ACCESS_KEY_ID");
        return actor.identity().hasKeys() || keys && parameters.profile == null ? actor : null;
    }

    private static Actor of(
            BakeParameters parameters, BakeSite site, String bakeId, boolean complete, Map<String, String> agent)
            throws IOException, InterruptedException {
        Map<String, String> step = new HashMap<>(site.environment());
        step.putAll(parameters.environment);
        StepEnvironment environment = StepEnvironment.of(agent, step);
        AmiBakeryConfiguration configuration = AmiBakeryConfiguration.get();
        RemoteIdentity identity = identity(parameters, site, environment, configuration);
        identity = parameters.role(sessionName(bakeId)).map(identity::withRole).orElse(identity);
        LinkedHashMap<String, String> secrets = secrets(parameters, environment.all(), complete);
        Masker masker = new Masker(hidden(site, environment, identity, secrets));
        return new Actor(identity, environment, secrets, masker, configuration);
    }

    private static Map<String, String> ofAgent(BakeSite site) throws IOException, InterruptedException {
        Computer computer = site.workspace().toComputer();
        if (computer == null) {
            throw new IOException("The agent is away.");
        }
        return computer.getEnvironment();
    }

    private static RemoteIdentity identity(
            BakeParameters parameters, BakeSite site, StepEnvironment environment, AmiBakeryConfiguration configuration)
            throws IOException, InterruptedException {
        RemoteIdentity surroundings = RemoteIdentity.ofEnvironment(environment.all());
        if (parameters.profile != null) {
            return surroundings.withProfile(parameters.profile);
        }
        String id = parameters.credentialsId;
        if (id == null && !environment.identityGiven()) {
            id = configuration.getCredentialsId();
        }
        if (id == null) {
            return surroundings;
        }
        StaticKeys keys = AwsIdentityResolver.keys(id, site.run());
        return surroundings.withKeys(keys);
    }

    private static String sessionName(String bakeId) {
        String name = bakeId.replaceAll("[^\\w+=,.@-]", "-");
        return name.length() > 64 ? name.substring(name.length() - 64) : name;
    }

    private static LinkedHashMap<String, String> secrets(
            BakeParameters parameters, Map<String, String> environment, boolean complete) {
        LinkedHashMap<String, String> secrets = new LinkedHashMap<>();
        parameters.secretVars.forEach((name, variable) -> {
            String value = environment.get(variable);
            if (value != null) {
                secrets.put(name, value);
            } else if (complete) {
                // Never the text itself: whoever mistook name for value has put the secret there.
                throw new IllegalArgumentException("secretVars: the environment has no variable of the name given for '"
                        + name + "'; give the NAME of a variable that withCredentials sets, such as DB_PASSWORD.");
            }
        });
        return secrets;
    }

    private static Set<String> hidden(
            BakeSite site, StepEnvironment environment, RemoteIdentity identity, Map<String, String> secrets)
            throws IOException, InterruptedException {
        Set<String> hidden = new LinkedHashSet<>(secrets.values());
        Set<String> names = new LinkedHashSet<>(SECRET_NAMES);
        names.addAll(site.sensitiveVariables());
        names.forEach(name -> hidden.add(environment.all().getOrDefault(name, "")));
        hidden.add(Optional.ofNullable(identity.secretAccessKey()).orElse(""));
        hidden.add(Optional.ofNullable(identity.sessionToken()).orElse(""));
        hidden.remove("");
        return hidden;
    }

    /**
     * The request for the agent.
     *
     * @param program the packer to run
     */
    RemoteRequest request(BakeParameters parameters, String bakeId, String program) {
        String region = parameters.region;
        if (region == null && !environment.all().containsKey("AWS_REGION")) {
            region = configuration.getDefaultRegion();
        }
        return new RemoteRequest(
                bakeId,
                program,
                parameters.template,
                parameters.vars,
                secrets,
                parameters.varFiles,
                parameters.only,
                parameters.except,
                region,
                endpoint(),
                parameters.force,
                parameters.parallelBuilds,
                parameters.recipe,
                tags(parameters),
                configuration.awaitSeconds(parameters.awaitSeconds));
    }

    /** The user's tags, and what the build can say of the lineage. */
    private LinkedHashMap<String, String> tags(BakeParameters parameters) {
        LinkedHashMap<String, String> tags = new LinkedHashMap<>();
        tag(tags, Tags.COMMIT, "GIT_COMMIT");
        tag(tags, Tags.STARTED_BY, "BUILD_URL");
        tags.putAll(parameters.tags);
        return tags;
    }

    private void tag(Map<String, String> tags, String name, String variable) {
        String value = environment.all().get(variable);
        if (value != null && !value.isBlank() && value.length() <= LONGEST_TAG) {
            tags.put(name, value);
        }
    }

    /** Another EC2 endpoint than AWS's own: the environment's, else the configured one; null for none. */
    String endpoint() {
        for (String name : new String[] {"AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL"}) {
            String url = environment.all().get(name);
            if (url != null && !url.isBlank()) {
                return url;
            }
        }
        return configuration.getEndpoint();
    }

    /** What to set for packer over its agent's variables. */
    Map<String, String> launchEnvironment(BakeParameters parameters, BakeSite site)
            throws IOException, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>(site.environment());
        variables.putAll(parameters.environment);
        variables.putAll(environment.cleared());
        return variables;
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return "Actor[" + identity + "]";
    }
}
