package io.jenkins.plugins.amibakery.steps;

import io.jenkins.plugins.amibakery.config.BakeSlots;
import io.jenkins.plugins.amibakery.steps.work.Site;
import io.jenkins.plugins.amibakery.steps.work.Work;
import io.jenkins.plugins.amibakery.steps.work.WorkParameters;
import io.jenkins.plugins.amibakery.steps.work.WorkState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a user says of a bake, shared by the Pipeline step and the freestyle builder. Saved with both, so it holds names of
 * secrets, never a secret: a secret variable is given by the name of the environment variable that has it.
 */
final class BakeParameters extends WorkParameters {
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

    /** Name of a packer tool installation; null for the packer on PATH. */
    String packer;

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

    BakeParameters() {
        super(300);
    }

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
    public void check() {
        require(!template.isBlank(), "template is empty; give the path of a packer template, such as image.pkr.hcl.");
        super.check();
        require(awaitSeconds > 0, "awaitSeconds is " + awaitSeconds + "; it must be 1 or more.");
        require(parallelBuilds >= 0, "parallelBuilds is " + parallelBuilds + "; it must be 0 (no limit) or more.");
        require(only.isEmpty() || except.isEmpty(), "only and except exclude each other; give one of them.");
        require(!locked || !writeLock, "locked and writeLock exclude each other; give one of them.");
    }

    /** The same with variables of the build put in, as freestyle jobs are used to. */
    BakeParameters expanded(UnaryOperator<String> expansion) {
        BakeParameters copy = new BakeParameters();
        expandInto(copy, expansion);
        copy.template = expansion.apply(template);
        vars.forEach((name, value) -> copy.vars.put(name, expansion.apply(value)));
        copy.secretVars.putAll(secretVars);
        varFiles.forEach(file -> copy.varFiles.add(expansion.apply(file)));
        only.forEach(name -> copy.only.add(expansion.apply(name)));
        except.forEach(name -> copy.except.add(expansion.apply(name)));
        tags.forEach((name, value) -> copy.tags.put(name, expansion.apply(value)));
        environment.forEach((name, value) -> copy.environment.put(name, expansion.apply(value)));
        copy.packer = packer;
        copy.recipe = expanded(recipe, expansion);
        copy.force = force;
        copy.reuse = reuse;
        copy.locked = locked;
        copy.writeLock = writeLock;
        inputs.forEach(glob -> copy.inputs.add(expansion.apply(glob)));
        copy.parallelBuilds = parallelBuilds;
        copy.awaitSeconds = awaitSeconds;
        return copy;
    }

    /** What an older version saved lacks what it did not know yet. */
    private Object readResolve() {
        inputs = inputs == null ? new ArrayList<>() : inputs;
        return this;
    }
}
