package io.jenkins.plugins.amibakery.steps;

import io.jenkins.plugins.amibakery.config.BakeSlots;
import io.jenkins.plugins.amibakery.engine.aws.AssumedRole;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.steps.work.Site;
import io.jenkins.plugins.amibakery.steps.work.Work;
import io.jenkins.plugins.amibakery.steps.work.WorkOrder;
import io.jenkins.plugins.amibakery.steps.work.WorkState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a user says of a bake, shared by the Pipeline step and the freestyle builder. Saved with both, so it holds names of
 * secrets, never a secret: a secret variable is given by the name of the environment variable that has it.
 */
final class BakeParameters implements WorkOrder {
    private static final long serialVersionUID = 1L;

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

    /** A region's code; null for the configured one. */
    String region;

    /** Name of a packer tool installation; null for the packer on PATH. */
    String packer;

    /** Id of AWS credentials; null for the environment's. */
    String credentialsId;

    /** Name of a profile of the agent's AWS configuration; null for the environment's. */
    String profile;

    /** A role to assume; null for none. */
    String roleArn;

    /** What the role's trust policy asks for; null for nothing. */
    String externalId;

    /** How long the role's keys are good. */
    int sessionSeconds = (int) AssumedRole.DEFAULT_DURATION.toSeconds();

    /** The recipe's name; null for the template's. */
    String recipe;

    /** Deregister an AMI of the same name first. */
    boolean force;

    /** Take the AMIs of an earlier bake of the very same recipe, if they are there. */
    boolean reuse;

    /** Globs of further files that decide the image. */
    ArrayList<String> inputs = new ArrayList<>();

    /** Bake exactly what the lock file says, or fail. */
    boolean locked;

    /** Write down in the lock file what was baked. */
    boolean writeLock;

    /** Packer builds at once; 0 for no limit. */
    int parallelBuilds;

    /** How long to wait for an AMI after packer's end. */
    int awaitSeconds = 1800;

    /** How long packer may clean up after an abort. */
    int graceSeconds = 300;

    @Override
    public Work work(WorkState state, Site site) {
        if (!(state instanceof BakeState bake)) {
            throw new IllegalArgumentException("This is the state of other work: " + state.id());
        }
        return new Baking(this, bake, site, BakeSlots.all());
    }

    @Override
    public String noun() {
        return "bake";
    }

    @Override
    public String programName() {
        return "packer";
    }

    @Override
    public String credentialsId() {
        return credentialsId;
    }

    @Override
    public String profile() {
        return profile;
    }

    @Override
    public Map<String, String> furtherEnvironment() {
        return environment;
    }

    @Override
    public Map<String, String> secretNames() {
        return secretVars;
    }

    @Override
    public String secretsField() {
        return "secretVars";
    }

    @Override
    public int graceSeconds() {
        return graceSeconds;
    }

    @Override
    public void check() {
        require(!template.isBlank(), "template is empty; give the path of a packer template, such as image.pkr.hcl.");
        if (region != null && !region.contains("$")) {
            new Region(region);
        }
        require(profile == null || credentialsId == null, "profile and credentialsId exclude each other; give one.");
        require(awaitSeconds > 0, "awaitSeconds is " + awaitSeconds + "; it must be 1 or more.");
        require(graceSeconds > 0, "graceSeconds is " + graceSeconds + "; it must be 1 or more.");
        require(parallelBuilds >= 0, "parallelBuilds is " + parallelBuilds + "; it must be 0 (no limit) or more.");
        require(only.isEmpty() || except.isEmpty(), "only and except exclude each other; give one of them.");
        require(!locked || !writeLock, "locked and writeLock exclude each other; give one of them.");
        require(externalId == null || roleArn != null, "externalId is for a role; give roleArn too.");
        role("ami-bakery");
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    @Override
    public Optional<AssumedRole> role(String sessionName) {
        return roleArn == null
                ? Optional.empty()
                : Optional.of(new AssumedRole(
                        roleArn, Optional.ofNullable(externalId), sessionName, Duration.ofSeconds(sessionSeconds)));
    }

    /** The same with variables of the build put in, as freestyle jobs are used to. */
    BakeParameters expanded(UnaryOperator<String> expansion) {
        BakeParameters copy = new BakeParameters();
        copy.template = expansion.apply(template);
        vars.forEach((name, value) -> copy.vars.put(name, expansion.apply(value)));
        copy.secretVars.putAll(secretVars);
        varFiles.forEach(file -> copy.varFiles.add(expansion.apply(file)));
        only.forEach(name -> copy.only.add(expansion.apply(name)));
        except.forEach(name -> copy.except.add(expansion.apply(name)));
        tags.forEach((name, value) -> copy.tags.put(name, expansion.apply(value)));
        environment.forEach((name, value) -> copy.environment.put(name, expansion.apply(value)));
        copy.region = region == null ? null : expansion.apply(region);
        copy.packer = packer;
        copy.credentialsId = credentialsId;
        copy.profile = profile == null ? null : expansion.apply(profile);
        copy.roleArn = roleArn == null ? null : expansion.apply(roleArn);
        copy.externalId = externalId == null ? null : expansion.apply(externalId);
        copy.sessionSeconds = sessionSeconds;
        copy.recipe = recipe == null ? null : expansion.apply(recipe);
        copy.force = force;
        copy.reuse = reuse;
        copy.locked = locked;
        copy.writeLock = writeLock;
        inputs.forEach(glob -> copy.inputs.add(expansion.apply(glob)));
        copy.parallelBuilds = parallelBuilds;
        copy.awaitSeconds = awaitSeconds;
        copy.graceSeconds = graceSeconds;
        return copy;
    }

    /** What an older version saved lacks what it did not know yet. */
    private Object readResolve() {
        inputs = inputs == null ? new ArrayList<>() : inputs;
        return this;
    }
}
