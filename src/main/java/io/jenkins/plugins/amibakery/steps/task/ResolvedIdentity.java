package io.jenkins.plugins.amibakery.steps.task;

import hudson.model.Computer;
import io.jenkins.plugins.amibakery.agent.CheckedOutCommit;
import io.jenkins.plugins.amibakery.agent.RemoteIdentity;
import io.jenkins.plugins.amibakery.agent.StepEnvironment;
import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.config.ControllerProxy;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.command.SecretNames;
import io.jenkins.plugins.amibakery.source.GitSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who acts, and with what secrets: resolved anew whenever it is needed, and never saved.
 *
 * <p>The identity is, in this order: the step's credentialsId or profile; keys or a profile in the step's own environment; the
 * configured credentials; whatever the agent's surroundings lead to, in the end its instance's role. On top comes the step's role.
 *
 * @param identity as whom AWS is called, by the program and by us
 * @param environment what the program sees
 * @param secrets the secret values
 * @param masker hides every secret that is known
 * @param commit the commit from whose files it is done; empty when nobody knows
 */
public record ResolvedIdentity(
        RemoteIdentity identity,
        StepEnvironment environment,
        LinkedHashMap<String, String> secrets,
        Masker masker,
        AmiBakeryConfiguration configuration,
        String commit) {
    /**
     * Resolves.
     *
     * @param complete whether it is an error that a secret variable has no value; otherwise it is passed over
     * @throws IllegalArgumentException with one clear line when a secret or credentials are missing
     */
    public static ResolvedIdentity of(AwsTaskRequest order, BuildContext site, String id, boolean complete)
            throws IOException, InterruptedException {
        return of(order, site, id, complete, ofAgent(site), AmiBakeryConfiguration.get())
                .withCommit(order, site);
    }

    /**
     * The same for an agent that will never be back: then only an identity that the build itself brings can be taken up, and of the
     * rest of its environment nothing.
     *
     * @return null when the identity was the agent's own
     */
    public static ResolvedIdentity withoutAgent(TaskRequest order, BuildContext site, String id)
            throws IOException, InterruptedException {
        return of(order, site, id, false, Map.of(), AmiBakeryConfiguration.get())
                .onController(ControllerProxy.variables());
    }

    /** The same for calls from the controller, whose own variables these are; null when it is nobody that any machine can be. */
    ResolvedIdentity onController(Map<String, String> variables) {
        return identity.onController(variables)
                .map(keys -> new ResolvedIdentity(keys, environment, secrets, masker, configuration, commit))
                .orElse(null);
    }

    /** @param agent what processes of the agent inherit */
    static ResolvedIdentity of(
            AwsTaskRequest order,
            BuildContext site,
            String id,
            boolean complete,
            Map<String, String> agent,
            AmiBakeryConfiguration configuration)
            throws IOException, InterruptedException {
        Map<String, String> step = new HashMap<>(site.environment());
        step.putAll(order.furtherEnvironment());
        StepEnvironment environment = StepEnvironment.of(agent, step);
        RemoteIdentity identity = identity(order, site, environment, configuration);
        identity = order.role(sessionName(id)).map(identity::withRole).orElse(identity);
        LinkedHashMap<String, String> secrets = secrets(order, environment.all(), complete);
        Masker masker = new Masker(hidden(site, environment, identity, secrets));
        return new ResolvedIdentity(
                identity,
                environment,
                secrets,
                masker,
                configuration,
                environment.all().getOrDefault("GIT_COMMIT", ""));
    }

    private static Map<String, String> ofAgent(BuildContext site) throws IOException, InterruptedException {
        Computer computer = site.workspace().toComputer();
        if (computer == null) {
            throw new IOException("The agent is offline.");
        }
        return computer.getEnvironment();
    }

    private static RemoteIdentity identity(
            AwsTaskRequest order, BuildContext site, StepEnvironment environment, AmiBakeryConfiguration configuration)
            throws IOException, InterruptedException {
        RemoteIdentity surroundings = RemoteIdentity.ofEnvironment(environment.all());
        if (order.getProfile() != null) {
            return surroundings.withProfile(order.getProfile());
        }
        String credentials = order.getCredentialsId();
        if (credentials == null && !environment.identityGiven()) {
            credentials = configuration.getCredentialsId();
        }
        if (credentials == null) {
            return surroundings;
        }
        StaticKeys keys = site.keys(credentials);
        return surroundings.withKeys(keys, credentials);
    }

    private static String sessionName(String id) {
        String name = id.replaceAll("[^\\w+=,.@-]", "-");
        return name.length() > 64 ? name.substring(name.length() - 64) : name;
    }

    private static LinkedHashMap<String, String> secrets(
            AwsTaskRequest order, Map<String, String> environment, boolean complete) {
        LinkedHashMap<String, String> secrets = new LinkedHashMap<>();
        order.secretNames().forEach((name, variable) -> {
            String value = environment.get(variable);
            if (value != null) {
                secrets.put(name, value);
            } else if (complete) {
                // Never the text itself: anyone who mistook name for value has put the secret there.
                throw new IllegalArgumentException(
                        order.secretsField() + ": the environment has no variable of the name given for '" + name
                                + "'; give the NAME of a variable that withCredentials sets, such as DB_PASSWORD.");
            }
        });
        return secrets;
    }

    private static Set<String> hidden(
            BuildContext site, StepEnvironment environment, RemoteIdentity identity, Map<String, String> secrets)
            throws IOException, InterruptedException {
        Set<String> hidden = new LinkedHashSet<>(secrets.values());
        hidden.addAll(SecretNames.values(environment.all()));
        site.sensitiveVariables().forEach(name -> hidden.add(environment.all().getOrDefault(name, "")));
        hidden.add(Optional.ofNullable(identity.secretAccessKey()).orElse(""));
        hidden.add(Optional.ofNullable(identity.sessionToken()).orElse(""));
        hidden.remove("");
        return hidden;
    }

    /** Another EC2 endpoint than AWS's own; null for none. */
    public String ec2Endpoint() {
        return endpoint(List.of("AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL"));
    }

    /**
     * Another endpoint than AWS's own: the environment's, else the configured one; null for none.
     *
     * @param variables the variables that may name it, the strongest first
     */
    public String endpoint(List<String> variables) {
        for (String name : variables) {
            String url = environment.all().get(name);
            if (url != null && !url.isBlank()) {
                return url;
            }
        }
        return configuration.getEndpoint();
    }

    /** What to set for the program over its agent's variables. */
    Map<String, String> launchEnvironment(TaskRequest order, BuildContext site)
            throws IOException, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>(site.environment());
        variables.putAll(order.furtherEnvironment());
        variables.putAll(environment.cleared());
        return variables;
    }

    /**
     * The same with the commit, where the environment does not name it, as a scripted checkout leaves it: that of the work tree in which
     * the files are, else the only one that the build has checked out.
     */
    private ResolvedIdentity withCommit(AwsTaskRequest order, BuildContext site)
            throws IOException, InterruptedException {
        if (!commit.isBlank()) {
            return this;
        }
        String workspace = environment.all().getOrDefault("WORKSPACE", "");
        String found = AgentCalls.call(site.workspace(), new CheckedOutCommit(order.sources(), workspace));
        return new ResolvedIdentity(identity, environment, secrets, masker, configuration, commit(found, site));
    }

    /**
     * The commit in whose files a build works; empty when nobody knows, and when the build was deleted meanwhile.
     *
     * @param found what the agent answers of its work tree
     */
    static String commit(String found, BuildContext site) throws InterruptedException {
        if (CheckedOutCommit.isOne(found)) {
            return found;
        }
        try {
            return GitSource.commit(site.run()).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** The environment's region, else the configured one; empty for none. */
    public String region() {
        for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
            if (!blank(name)) {
                return environment.all().get(name);
            }
        }
        return Objects.requireNonNullElse(configuration.getDefaultRegion(), "");
    }

    /** The region to take when the order names none: the configured one, unless the environment has one; null for none. */
    public String defaultRegion() {
        return blank("AWS_REGION") ? configuration.getDefaultRegion() : null;
    }

    /** Packer and AWS's tools take a variable that is set to nothing as unset. */
    private boolean blank(String name) {
        return environment.all().getOrDefault(name, "").isBlank();
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return "ResolvedIdentity[" + identity + "]";
    }
}
