package io.jenkins.plugins.amibakery.engine.model;

/** The parameters of a bake, in the order in which users are told of them; in Jenkins those of {@link IdentityField} follow. */
public enum BakeField implements Field {
    TEMPLATE(
            Place.FRONT,
            Kind.TEXT,
            null,
            "Template",
            "The packer template to bake: a <code>.json</code> or <code>.pkr.hcl</code> file, or a directory of <code>.pkr.hcl</code>"
                    + " files.",
            "Relative paths count from the workspace, where packer runs.",
            "packer/img-mgr-packer.json"),
    VARS(
            Place.FRONT,
            Kind.VALUES,
            "none",
            "Variables",
            "Values of template variables, shown in the log and in the process list.",
            "The variables <code>bake_id</code>, <code>region</code> and <code>ec2_endpoint</code> are filled by themselves where the"
                    + " template declares them.",
            "bakeAmi template: 'image.pkr.hcl', vars: [version: '1.2.0']"),
    SECRET_VARS(
            Place.FRONT,
            Kind.SECRETS,
            "none",
            "Secret variables",
            "Template variables whose values must not be seen.",
            "For each, the <strong>name</strong> of the environment variable that has the value, best one that"
                    + " <code>withCredentials</code> sets: the value itself never stands in a job, a log or the process list.",
            "withCredentials([string(credentialsId: 'db', variable: 'DB_PASSWORD')]) {\n"
                    + "  bakeAmi template: 'image.pkr.hcl', secretVars: [db_password: 'DB_PASSWORD']\n"
                    + "}"),
    VAR_FILES(
            Place.FURTHER,
            Kind.TEXTS,
            "none",
            "Var files",
            "Packer var files, in order.",
            "Relative paths count from the workspace.",
            "['common.pkrvars.hcl', 'prod.pkrvars.hcl']"),
    ONLY(
            Place.FURTHER,
            Kind.TEXTS,
            "all",
            "Only these packer builds",
            "Bakes only these packer builds, by packer's names for them.",
            "That is <code>web</code> in JSON, <code>amazon-ebs.web</code> in HCL. Excludes <code>except</code>.",
            "['amazon-ebs.web']"),
    EXCEPT(
            Place.FURTHER,
            Kind.TEXTS,
            "none",
            "All but these packer builds",
            "Leaves these packer builds out, by packer's names for them.",
            "Excludes <code>only</code>.",
            "['amazon-ebs.debug']"),
    TAGS(
            Place.FURTHER,
            Kind.VALUES,
            "none",
            "Further tags",
            "Further tags for the AMIs and their snapshots, over those of the lineage (<code>ami-bakery:…</code>).",
            "",
            "[team: 'web']"),
    ENVIRONMENT(
            Place.FURTHER,
            Kind.VALUES,
            "none",
            "Further environment variables",
            "Further environment variables for packer, over those of the build.",
            "They are not hidden: use <code>withCredentials</code> for secrets.",
            "[PACKER_LOG: '1']"),
    REGION(
            Place.FRONT,
            Kind.TEXT,
            "the one of the environment (<code>AWS_REGION</code>), else the one of the global configuration",
            "Region",
            "The AWS region to bake in, given to a template that declares the variable <code>region</code>.",
            "",
            "us-west-2"),
    PACKER(
            Place.FURTHER,
            Kind.CHOICE,
            "the <code>packer</code> on the agent's PATH",
            "Packer",
            "The packer to run: one of the installations of Manage Jenkins, Tools.",
            "",
            "packer-1.16"),
    RECIPE(
            Place.FURTHER,
            Kind.TEXT,
            "the template's file name without its extension",
            "Recipe",
            "The recipe's name, on every AMI as tag <code>ami-bakery:recipe</code>.",
            "",
            "img-mgr"),
    FORCE(
            Place.FURTHER,
            Kind.FLAG,
            "false",
            "Replace an AMI of the same name",
            "Bakes whatever is there, and deregisters an AMI of the same name first, with its snapshots (<code>packer build"
                    + " -force</code>).",
            "",
            "true"),
    REUSE(
            Place.FRONT,
            Kind.FLAG,
            "false",
            "Reuse the AMIs of an earlier bake of the very same recipe",
            "Takes the AMIs of an earlier bake of the very same recipe, if they are there, instead of baking it again.",
            "An AMI is taken only if everything that decides it is the same (the template and every file it names, variables, base"
                    + " AMI, the versions of packer and its plugins, regions), and if it is still there, available, owned by the"
                    + " account and neither deprecated nor revoked (tag <code>ami-bakery:revoked</code>). And it must be signed:"
                    + " AMIs of this job count, and those of other jobs only inside a folder that says that its jobs trust each"
                    + " other's AMIs; with secrets in the recipe never. Otherwise it is baked, and the build's log says why. If"
                    + " another build is baking the very same recipe, its result is waited for. <code>force</code> overrides it.",
            "true"),
    INPUTS(
            Place.FURTHER,
            Kind.TEXTS,
            "none",
            "Further files that decide the image",
            "Globs of further files that decide the image without being named in the template, such as <code>app/**/*.py</code>.",
            "They are relative to the workspace; a change of one of them changes the bake key.",
            "['app/**/*.py', 'requirements.txt']"),
    LOCKED(
            Place.FURTHER,
            Kind.FLAG,
            "false",
            "Bake exactly what the lock file says",
            "Bakes exactly what the lock file beside the template says (base AMI, versions of packer, its plugins and packages), or"
                    + " fails and names what differs or is gone.",
            "Excludes <code>writeLock</code>.",
            "true"),
    WRITE_LOCK(
            Place.FURTHER,
            Kind.FLAG,
            "false",
            "Write the lock file",
            "Writes down in the lock file beside the template, such as <code>packer/img-mgr.lock.json</code>, what a bake that"
                    + " succeeded used.",
            "The build's log shows what changed in it. Commit the file to keep to it with <code>locked</code>.",
            "true"),
    PARALLEL_BUILDS(
            Place.FURTHER,
            Kind.NUMBER,
            "0",
            "Packer builds at once",
            "How many packer builds of the template run at once; 0 means no limit.",
            "",
            "2"),
    AWAIT_SECONDS(
            Place.FURTHER,
            Kind.NUMBER,
            "1800",
            "Wait for an AMI, in seconds",
            "How long to wait, after packer's end, until each AMI is available, in seconds.",
            "",
            "3600"),
    GRACE_SECONDS(
            Place.FURTHER,
            Kind.NUMBER,
            "300",
            "Clean-up after an abort, in seconds",
            "How long packer may clean up after an abort, in seconds.",
            "Then all of its processes are killed, and what is left is removed by name.",
            "600");

    private final Told told;

    BakeField(Place place, Kind kind, String standard, String title, String brief, String more, String example) {
        told = new Told(place, kind, standard, title, brief, more, example);
    }

    @Override
    public Told told() {
        return told;
    }
}
