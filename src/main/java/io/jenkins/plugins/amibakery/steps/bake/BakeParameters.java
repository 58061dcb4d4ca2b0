package io.jenkins.plugins.amibakery.steps.bake;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.model.Age;
import io.jenkins.plugins.amibakery.engine.model.BakeField;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.LongTask;
import io.jenkins.plugins.amibakery.steps.task.NamedValues;
import io.jenkins.plugins.amibakery.steps.task.TaskState;
import io.jenkins.plugins.amibakery.steps.task.TaskStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What a user says of a bake. Saved, so it holds names of secrets, never a secret: a secret variable is given by the name of the
 * environment variable that has it.
 */
public class BakeParameters extends TaskStep {
    private static final long serialVersionUID = 1L;

    /** Deregister an AMI of the same name first. */
    @DataBoundSetter
    public boolean force;

    /** Take the AMIs of an identical earlier bake, if there is one. */
    @DataBoundSetter
    public boolean reuse;

    /** For how long an AMI is reused although parts are not settled, such as {@code 7d}; null for never. */
    String freshFor;

    /** Bake exactly what the lock file says, or fail. */
    @DataBoundSetter
    public boolean locked;

    /** Write down in the lock file what was baked. */
    @DataBoundSetter
    public boolean writeLock;

    /** Packer builds at once; 0 for no limit. */
    @DataBoundSetter
    public int parallelBuilds = BakeField.PARALLEL_BUILDS.number();

    /** How long to wait for an AMI after packer's end, in seconds. */
    @DataBoundSetter
    public int awaitSeconds = BakeField.AWAIT_SECONDS.number();

    /** Path of the template, relative to the workspace or absolute; never null. */
    String template = "";

    /** Values of template variables, in clear. */
    LinkedHashMap<String, String> vars = new LinkedHashMap<>();

    /** For each secret template variable, the environment variable that has its value. */
    LinkedHashMap<String, String> secretVars = new LinkedHashMap<>();

    /** Packer var files. */
    ArrayList<String> varFiles = new ArrayList<>();

    /** Packer builds to run alone. */
    ArrayList<String> only = new ArrayList<>();

    /** Packer builds to leave out. */
    ArrayList<String> except = new ArrayList<>();

    /** Further tags of AMIs and snapshots. */
    LinkedHashMap<String, String> tags = new LinkedHashMap<>();

    /** Further environment variables of packer. */
    LinkedHashMap<String, String> environment = new LinkedHashMap<>();

    /** Name of a packer tool installation; null for the packer on PATH. */
    String packer;

    /** The recipe's name; null for the template's. */
    String recipe;

    /** Globs of further files that decide the image. */
    ArrayList<String> inputs = new ArrayList<>();

    BakeParameters() {
        super(BakeField.GRACE_SECONDS.number());
    }

    public final String getTemplate() {
        return template;
    }

    public final Map<String, String> getVars() {
        return vars;
    }

    @DataBoundSetter
    public final void setVars(Map<String, ?> vars) {
        this.vars = NamedValues.strings(vars);
    }

    public final Map<String, String> getSecretVars() {
        return secretVars;
    }

    @DataBoundSetter
    public final void setSecretVars(Map<String, ?> secretVars) {
        this.secretVars = NamedValues.strings(secretVars);
    }

    public final List<String> getVarFiles() {
        return varFiles;
    }

    @DataBoundSetter
    public final void setVarFiles(List<String> varFiles) {
        this.varFiles = list(varFiles);
    }

    public final List<String> getOnly() {
        return only;
    }

    @DataBoundSetter
    public final void setOnly(List<String> only) {
        this.only = list(only);
    }

    public final List<String> getExcept() {
        return except;
    }

    @DataBoundSetter
    public final void setExcept(List<String> except) {
        this.except = list(except);
    }

    public final Map<String, String> getTags() {
        return tags;
    }

    @DataBoundSetter
    public final void setTags(Map<String, ?> tags) {
        this.tags = NamedValues.strings(tags);
    }

    public final Map<String, String> getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public final void setEnvironment(Map<String, ?> environment) {
        this.environment = NamedValues.strings(environment);
    }

    public final String getPacker() {
        return packer;
    }

    @DataBoundSetter
    public final void setPacker(String packer) {
        this.packer = text(packer);
    }

    public final String getRecipe() {
        return recipe;
    }

    @DataBoundSetter
    public final void setRecipe(String recipe) {
        this.recipe = text(recipe);
    }

    public final String getFreshFor() {
        return freshFor;
    }

    @DataBoundSetter
    public final void setFreshFor(String freshFor) {
        this.freshFor = text(freshFor);
    }

    public final List<String> getInputs() {
        return inputs;
    }

    @DataBoundSetter
    public final void setInputs(List<String> inputs) {
        this.inputs = list(inputs);
    }

    /** The files that it names: template, var files, patterns of further files. */
    final List<String> files() {
        return Stream.of(List.of(template), varFiles, inputs)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public final String sources() {
        return template;
    }

    /** The request, as far as the user says it; {@link BakeRequests} adds who bakes, and as whom. */
    final BakeRequest.Builder request(String bakeId) {
        return BakeRequest.of(bakeId, template)
                .variables(vars)
                .variableFilePaths(varFiles)
                .only(new LinkedHashSet<>(only))
                .except(new LinkedHashSet<>(except))
                .region(Optional.ofNullable(getRegion()).map(Region::new))
                .force(force)
                .parallelBuilds(parallelBuilds)
                .recipe(BakeRequests.recipe(this));
    }

    @Override
    protected final TaskState newState(Run<?, ?> run) {
        return BakeState.of(run);
    }

    @Override
    public final LongTask work(TaskState state, BuildContext site) {
        if (!(state instanceof BakeState bake)) {
            throw new IllegalArgumentException("This is the state of another task: " + state.id());
        }
        return new BakeTask(this, bake, site, BakeQueue.all());
    }

    @Override
    public final String noun() {
        return "bake";
    }

    @Override
    public final String programName() {
        return "packer";
    }

    @Override
    public final Map<String, String> furtherEnvironment() {
        return environment;
    }

    @Override
    public final Map<String, String> secretNames() {
        return secretVars;
    }

    @Override
    public final String secretsField() {
        return "secretVars";
    }

    @Override
    public final void check() {
        require(!template.isBlank(), "template is empty; give the path of a packer template, such as image.pkr.hcl.");
        super.check();
        NamedValues.requireNames("vars", vars.keySet());
        NamedValues.requireNames("environment", environment.keySet());
        require(awaitSeconds > 0, "awaitSeconds is " + awaitSeconds + "; it must be 1 or more.");
        require(parallelBuilds >= 0, "parallelBuilds is " + parallelBuilds + "; it must be 0 (no limit) or more.");
        require(only.isEmpty() || except.isEmpty(), "only and except cannot be combined; give only one of them.");
        require(
                recipe == null
                        || recipe.length() <= BakeRequests.LONGEST_TAG
                                && recipe.lines().count() == 1,
                "recipe is a name of at most " + BakeRequests.LONGEST_TAG
                        + " characters in one line, such as img-mgr.");
        require(
                Age.parse("freshFor", freshFor).isEmpty() || reuse,
                "freshFor says which AMIs reuse takes; give reuse: true too.");
        require(!locked || !writeLock, "locked and writeLock cannot be combined; give only one of them.");
    }

    @Override
    public final BakeParameters expanded(UnaryOperator<String> expansion) {
        BakeParameters copy = (BakeParameters) super.expanded(expansion);
        copy.template = expansion.apply(template);
        copy.vars = expanded(vars, expansion);
        copy.varFiles = expanded(varFiles, expansion);
        copy.only = expanded(only, expansion);
        copy.except = expanded(except, expansion);
        copy.tags = expanded(tags, expansion);
        copy.environment = expanded(environment, expansion);
        copy.recipe = expanded(recipe, expansion);
        copy.freshFor = expanded(freshFor, expansion);
        copy.inputs = expanded(inputs, expansion);
        return copy;
    }
}
