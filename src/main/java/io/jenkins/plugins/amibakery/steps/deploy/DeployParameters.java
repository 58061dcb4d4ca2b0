package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.steps.work.Site;
import io.jenkins.plugins.amibakery.steps.work.Work;
import io.jenkins.plugins.amibakery.steps.work.WorkParameters;
import io.jenkins.plugins.amibakery.steps.work.WorkState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a user says of a deployment, shared by the Pipeline step and the freestyle builder. Saved with both, so it holds names of
 * secrets, never a secret: a secret parameter is given by the name of the environment variable that has its value.
 */
final class DeployParameters extends WorkParameters {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_PATH = 4_096;

    /** Directory of runway.yml, relative to the workspace or absolute; empty for the workspace. */
    String directory = "";

    /** Runway's deploy environment; never null. */
    String environment = "";

    /** What to do, in Runway's word. */
    String action = "deploy";

    /** Modules to take. */
    ArrayList<String> modules = new ArrayList<>();

    /** Runway's tags. */
    ArrayList<String> tags = new ArrayList<>();

    AmiChoice ami = AmiChoice.of(null);

    /** Values that modules read as {@code ${env NAME}}, in clear. */
    LinkedHashMap<String, String> parameters = new LinkedHashMap<>();

    /** For each secret parameter, the environment variable that has its value. */
    LinkedHashMap<String, String> secretParameters = new LinkedHashMap<>();

    /** The digest of the plan that was approved; null to deploy without an approval. */
    String approved;

    /** The runway program. */
    String runway = "runway";

    /** Release a lock that a killed run left, first. */
    boolean releaseLock;

    DeployParameters() {
        super(60);
    }

    @Override
    public Work work(WorkState state, Site site) {
        if (!(state instanceof DeployState deployment)) {
            throw new IllegalArgumentException("This is the state of other work: " + state.id());
        }
        return new Deploying(this, deployment, site);
    }

    /** @throws IllegalArgumentException with one clear line when it is no action */
    DeployAction action() {
        return Arrays.stream(DeployAction.values())
                .filter(one -> one.word().equals(action))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "action is '" + action + "'; it must be deploy, plan, destroy or init."));
    }

    @Override
    public void check() {
        DeployAction wanted = action();
        require(!environment.isBlank(), "environment is empty; give Runway's deploy environment, such as dev.");
        require(directory.length() < LONGEST_PATH && directory.indexOf('\0') < 0, "directory is no path.");
        super.check();
        ami.check(region());
        if (approved != null && !approved.contains("$")) {
            require(
                    !approved.isEmpty(),
                    "approved is empty: the plan is incomplete and has no digest. Look at its gaps; to deploy without an"
                            + " approval leave approved out.");
            require(
                    approved.matches("sha256:[0-9a-f]{64}"),
                    "approved is '" + approved
                            + "'; give the digest that action: 'plan' returned, sha256: and 64 digits.");
            require(wanted == DeployAction.DEPLOY, "approved is for a deployment; leave it out to " + action + ".");
        }
        requireRequest(wanted);
    }

    /** The request's own rules. */
    private void requireRequest(DeployAction wanted) {
        if (!environment.contains("$")) {
            LinkedHashMap<String, String> names = new LinkedHashMap<>();
            secretParameters.keySet().forEach(name -> names.put(name, ""));
            DeployRequest.of(wanted, Path.of("."), environment)
                    .tags(new LinkedHashSet<>(tags))
                    .modules(new LinkedHashSet<>(modules))
                    .parameters(parameters)
                    .secretParameters(names)
                    .build();
        }
    }

    @Override
    public String noun() {
        return "deployment";
    }

    @Override
    public String programName() {
        return "Runway";
    }

    @Override
    public Map<String, String> furtherEnvironment() {
        return parameters;
    }

    @Override
    public Map<String, String> secretNames() {
        return secretParameters;
    }

    @Override
    public String secretsField() {
        return "secretParameters";
    }

    /** The image's id; null for none. */
    String amiId() {
        return ami.id(region());
    }

    /** The same with variables of the build put in, as freestyle jobs are used to. */
    DeployParameters expanded(UnaryOperator<String> expansion) {
        DeployParameters copy = new DeployParameters();
        expandInto(copy, expansion);
        copy.directory = expansion.apply(directory);
        copy.environment = expansion.apply(environment);
        copy.action = expansion.apply(action);
        modules.forEach(name -> copy.modules.add(expansion.apply(name)));
        tags.forEach(name -> copy.tags.add(expansion.apply(name)));
        copy.ami = ami.expanded(expansion);
        parameters.forEach((name, value) -> copy.parameters.put(name, expansion.apply(value)));
        copy.secretParameters.putAll(secretParameters);
        copy.approved = expanded(approved, expansion);
        copy.runway = expansion.apply(runway);
        copy.releaseLock = releaseLock;
        return copy;
    }
}
