package io.jenkins.plugins.amibakery.engine.model;

/** The parameters of a bake, in the order in which users see them; in Jenkins those of {@link IdentityField} follow. */
public enum BakeField implements Field {
    TEMPLATE(
            Place.FRONT,
            Kind.TEXT,
            null,
            "Template",
            "The Packer template to bake: a <code>.json</code> or <code>.pkr.hcl</code> file, or a directory of <code>.pkr.hcl</code>"
                    + " files.",
            "A relative path starts at the workspace, where Packer runs.",
            "packer/img-mgr-packer.json"),
    VARS(
            Place.FRONT,
            Kind.VALUES,
            "none",
            "Variables",
            "Values of template variables. They are visible in the log and in the process list.",
            "The variables <code>bake_id</code>, <code>region</code> and <code>ec2_endpoint</code> are set automatically if the"
                    + " template declares them.",
            "bakeAmi template: 'image.pkr.hcl', vars: [version: '1.2.0']"),
    SECRET_VARS(
            Place.FRONT,
            Kind.SECRETS,
            "none",
            "Secret variables",
            "Template variables whose values must stay hidden.",
            "For each, the <strong>name</strong> of the environment variable that holds the value, preferably one that"
                    + " <code>withCredentials</code> sets. The value itself never appears in a job, a log or the process list.",
            "withCredentials([string(credentialsId: 'db', variable: 'DB_PASSWORD')]) {\n"
                    + "  bakeAmi template: 'image.pkr.hcl', secretVars: [db_password: 'DB_PASSWORD']\n"
                    + "}"),
    VAR_FILES(
            Place.FURTHER,
            Kind.TEXTS,
            "none",
            "Variable files",
            "Packer variable files; a later one overrides an earlier one.",
            "Relative paths start at the workspace.",
            "['common.pkrvars.hcl', 'prod.pkrvars.hcl']"),
    ONLY(
            Place.FURTHER,
            Kind.TEXTS,
            "all",
            "Only these Packer builds",
            "Bakes only the Packer builds with these names.",
            "A name is <code>web</code> in JSON, <code>amazon-ebs.web</code> in HCL. Cannot be combined with <code>except</code>.",
            "['amazon-ebs.web']"),
    EXCEPT(
            Place.FURTHER,
            Kind.TEXTS,
            "none",
            "Exclude Packer builds",
            "Bakes all Packer builds except those with these names.",
            "Cannot be combined with <code>only</code>.",
            "['amazon-ebs.debug']"),
    TAGS(
            Place.FURTHER,
            Kind.VALUES,
            "none",
            "Additional tags",
            "Tags for the AMIs and their snapshots, in addition to the lineage tags (<code>ami-bakery:…</code>).",
            "",
            "[team: 'web']"),
    ENVIRONMENT(
            Place.FURTHER,
            Kind.VALUES,
            "none",
            "Additional environment variables",
            "Environment variables for Packer, in addition to those of the build.",
            "They are not masked: use <code>withCredentials</code> for secrets.",
            "[PACKER_LOG: '1']"),
    REGION(
            Place.FRONT,
            Kind.TEXT,
            "the region of the environment (<code>AWS_REGION</code>), else that of the global configuration",
            "Region",
            "The AWS region to bake in, passed to the template's variable <code>region</code> if it declares one. A bake whose builders name another region is refused.",
            "",
            "us-west-2"),
    PACKER(
            Place.FURTHER,
            Kind.CHOICE,
            "the <code>packer</code> on the agent's PATH",
            "Packer",
            "The Packer to run: one of the installations in Manage Jenkins, Tools.",
            "",
            "packer-1.16"),
    RECIPE(
            Place.FURTHER,
            Kind.TEXT,
            "the template's file name without its extension",
            "Recipe",
            "The name of the recipe, kept on every AMI in the tag <code>ami-bakery:recipe</code>.",
            "",
            "img-mgr"),
    FORCE(
            Place.FURTHER,
            Kind.FLAG,
            "false",
            "Replace an AMI of the same name",
            "Bakes even if an AMI of the same name exists, which is deregistered first, with its snapshots (<code>packer build"
                    + " -force</code>). Nothing is reused.",
            "",
            "true"),
    REUSE(
            Place.FRONT,
            Kind.FLAG,
            "false",
            "Reuse the AMIs of an identical earlier bake",
            "Takes the AMIs of an earlier bake with identical inputs, if there is one, instead of baking again.",
            "An AMI is reused only if all inputs are identical (the template and every file beside it, variables, base AMI, the"
                    + " versions of Packer and its plugins, regions), and if it still exists, is available, belongs to the account"
                    + " and is neither deprecated nor revoked (tag <code>ami-bakery:revoked</code>). The package repositories must have no newer"
                    + " version of what it holds, as far as packages are not pinned. It must also be signed: by"
                    + " this job, or by another job in a folder whose jobs trust each other's AMIs; never by another job if the"
                    + " recipe has secrets. Otherwise the recipe is baked, and the build's log gives the reason. If another build"
                    + " is baking the same inputs, this one waits for its result. <code>force</code> turns reuse off.",
            "true"),
    FRESH_FOR(
            Place.FURTHER,
            Kind.TEXT,
            "an AMI is reused only when all parts that are not pinned are settled",
            "Accept what is not settled, for this long",
            "With <code>reuse</code>, takes an AMI younger than this although steps are not pinned, packages have newer versions or"
                    + " repositories cannot be asked; the log names them.",
            "A number of days, hours or weeks, such as <code>7d</code>, <code>36h</code> or <code>4w</code>.",
            "7d"),
    INPUTS(
            Place.FURTHER,
            Kind.TEXTS,
            "none",
            "Additional input files",
            "Globs of files outside of the template's directory that the image depends on, such as <code>app/**/*.py</code>.",
            "They are relative to the workspace; a change in one of them changes the bake key. Every file in the template's"
                    + " directory counts anyway, except those that a <code>.bakeignore</code> there takes out.",
            "['app/**/*.py', 'requirements.txt']"),
    LOCKED(
            Place.FURTHER,
            Kind.FLAG,
            "false",
            "Bake exactly what the lock file pins",
            "Bakes with exactly the base AMI, Packer, plugin and package versions that the lock file beside the template pins, or"
                    + " fails and names what differs or no longer exists.",
            "Cannot be combined with <code>writeLock</code>.",
            "true"),
    WRITE_LOCK(
            Place.FURTHER,
            Kind.FLAG,
            "false",
            "Write the lock file",
            "After a successful bake, writes the versions it used to the lock file beside the template, such as"
                    + " <code>packer/img-mgr.lock.json</code>.",
            "The build's log shows what changed in it. Archive and commit the file, then bake with <code>locked</code>.",
            "true"),
    PARALLEL_BUILDS(
            Place.FURTHER,
            Kind.NUMBER,
            "0",
            "Parallel Packer builds",
            "How many Packer builds of the template run in parallel; 0 means no limit.",
            "",
            "2"),
    AWAIT_SECONDS(
            Place.FURTHER,
            Kind.NUMBER,
            "1800",
            "AMI timeout, in seconds",
            "How long to wait after Packer has finished until each AMI is available, in seconds.",
            "",
            "3600"),
    GRACE_SECONDS(
            Place.FURTHER,
            Kind.NUMBER,
            "300",
            "Cleanup time after an abort, in seconds",
            "How long Packer may take to clean up after an abort, in seconds.",
            "After that its processes are killed, and AMI Bakery removes what is left.",
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
