package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.deploy.Approval;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployField;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.runway.PlanFiles;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.NamedValues;
import io.jenkins.plugins.amibakery.steps.task.TaskState;
import io.jenkins.plugins.amibakery.steps.task.TaskStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What a user says of a deployment. Saved, so it holds names of secrets, never a secret: a secret parameter is given by the name
 * of the environment variable that has its value.
 */
public class DeployParameters extends TaskStep {
    private static final long serialVersionUID = 1L;
    private static final String DEPLOY = DeployField.ACTION.word();
    private static final String RUNWAY = DeployField.RUNWAY.word();
    private static final int LONGEST_PATH = 4_096;

    /** Release a lock that a killed run left, first. */
    @DataBoundSetter
    public boolean releaseLock;

    /** Directory of runway.yml, relative to the workspace or absolute; empty for the workspace. */
    String directory = "";

    /** Runway's deploy environment; never null. */
    String environment = "";

    /** What to do, in Runway's word. */
    String action = DEPLOY;

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
    String runway = RUNWAY;

    DeployParameters() {
        super(DeployField.GRACE_SECONDS.number());
    }

    public final String getEnvironment() {
        return environment;
    }

    public final String getDirectory() {
        return directory;
    }

    @Override
    public final String sources() {
        return directory;
    }

    @DataBoundSetter
    public final void setDirectory(String directory) {
        this.directory = textOrEmpty(directory);
    }

    public final String getAction() {
        return action;
    }

    @DataBoundSetter
    public final void setAction(String action) {
        this.action = Objects.requireNonNullElse(text(action), DEPLOY);
    }

    public final List<String> getModules() {
        return modules;
    }

    @DataBoundSetter
    public final void setModules(List<String> modules) {
        this.modules = list(modules);
    }

    public final List<String> getTags() {
        return tags;
    }

    @DataBoundSetter
    public final void setTags(List<String> tags) {
        this.tags = list(tags);
    }

    public final Object getAmi() {
        return ami.text();
    }

    /** @param ami an id, or what {@code bakeAmi} returned, or one of it */
    @DataBoundSetter
    public final void setAmi(Object ami) {
        this.ami = AmiChoice.of(ami);
    }

    public final Map<String, String> getParameters() {
        return parameters;
    }

    @DataBoundSetter
    public final void setParameters(Map<String, ?> values) {
        this.parameters = NamedValues.strings(values);
    }

    public final Map<String, String> getSecretParameters() {
        return secretParameters;
    }

    @DataBoundSetter
    public final void setSecretParameters(Map<String, ?> secretParameters) {
        this.secretParameters = NamedValues.strings(secretParameters);
    }

    public final String getApproved() {
        return approved;
    }

    @DataBoundSetter
    public final void setApproved(String approved) {
        // Empty is kept, and refused: a plan that is incomplete has no digest, and nothing may be deployed in its name.
        this.approved = approved == null ? null : approved.trim();
    }

    public final String getRunway() {
        return runway;
    }

    @DataBoundSetter
    public final void setRunway(String runway) {
        this.runway = Objects.requireNonNullElse(text(runway), RUNWAY);
    }

    @Override
    protected final TaskState newState(Run<?, ?> run) {
        return DeployState.of(run, this);
    }

    @Override
    public final LongTask work(TaskState state, BuildContext site) {
        if (!(state instanceof DeployState deployment)) {
            throw new IllegalArgumentException("This is the state of another task: " + state.id());
        }
        return new DeployTask(this, deployment, site);
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
    public final void check() {
        DeployAction wanted = action();
        require(!environment.isBlank(), "environment is empty; give Runway's deploy environment, such as dev.");
        require(directory.length() < LONGEST_PATH && directory.indexOf('\0') < 0, "directory is no path.");
        super.check();
        ami.check(getRegion());
        if (approved != null && !approved.contains("$")) {
            require(
                    !approved.isEmpty(),
                    "approved is empty: the plan is incomplete and has no digest. See its gaps; to deploy without an"
                            + " approval, leave approved out.");
            require(
                    Approval.isDigest(approved),
                    "approved is '" + approved
                            + "'; give the digest that action: 'plan' returned, sha256: and 64 digits.");
            require(wanted == DeployAction.DEPLOY, "approved applies to a deployment; leave it out to " + action + ".");
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
    public final String noun() {
        return action.equals(DeployAction.PLAN.word()) ? "plan" : "deployment";
    }

    @Override
    public final String programName() {
        return "Runway";
    }

    @Override
    public final Map<String, String> furtherEnvironment() {
        return parameters;
    }

    @Override
    public final Map<String, String> secretNames() {
        return secretParameters;
    }

    @Override
    public final String secretsField() {
        return "secretParameters";
    }

    /** The image's id; null for none. */
    String amiId() {
        return ami.id(getRegion());
    }

    /** The ids of all AMIs that it names, in values of parameters too. */
    Set<String> amis() {
        Set<String> amis = new LinkedHashSet<>();
        Stream.concat(Stream.ofNullable(amiId()), parameters.values().stream())
                .map(String::strip)
                .filter(AmiId::isAmiId)
                .forEach(amis::add);
        return amis;
    }

    /** The same and those that its files name, each with the file; empty for those that no file has to name. */
    Map<String, String> amis(String files) {
        Map<String, String> amis = new TreeMap<>(PlanFiles.amis(files));
        amis().forEach(ami -> amis.put(ami, ""));
        return amis;
    }

    @Override
    public final DeployParameters expanded(UnaryOperator<String> expansion) {
        DeployParameters copy = (DeployParameters) super.expanded(expansion);
        copy.directory = expansion.apply(directory);
        copy.environment = expansion.apply(environment);
        copy.action = expansion.apply(action);
        copy.modules = expanded(modules, expansion);
        copy.tags = expanded(tags, expansion);
        copy.ami = ami.expanded(expansion);
        copy.parameters = expanded(parameters, expansion);
        copy.approved = expanded(approved, expansion);
        copy.runway = expansion.apply(runway);
        return copy;
    }
}
