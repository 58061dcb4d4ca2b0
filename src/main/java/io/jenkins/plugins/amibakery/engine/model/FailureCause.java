package io.jenkins.plugins.amibakery.engine.model;

/** What made a bake fail, as far as a remedy differs, and what to try: in the words of its reader, at a terminal or in Jenkins. */
public enum FailureCause {
    TEMPLATE_ERROR("Fix the template at the place named above; `packer validate` checks it without baking."),
    TEMPLATE_MISSING("Give the path of a packer template: a .json or .pkr.hcl file, or a directory of .pkr.hcl files."),
    INPUT_MISSING(
            "Correct the path: a relative one counts from the directory packer runs in, not from the template's ({{template_dir}}, path.root)."),
    UNKNOWN_VARIABLE("Use one of the variables that the template declares, or declare this one there."),
    MISSING_VARIABLE(
            "Give the variable a value with --var NAME=VALUE, a var file, or a default in the template.",
            "Give the variable a value in vars or secretVars, in a var file, or as a default in the template."),
    NAME_TAKEN(
            "Make the AMI name unique, best with {{uuid}} in it, or deregister the AMI that has it (or bake with --force).",
            "Make the AMI name unique, best with {{uuid}} in it, or deregister the AMI that has it (force: true does that)."),
    NO_SOURCE_AMI(
            "Check the source AMI's name, owner and region; `aws ec2 describe-images` shows what the filter finds."),
    CREDENTIALS(
            "Check the AWS credentials in the environment: are they there, unexpired and of the right account?",
            "Check the AWS credentials of the bake: are they there, unexpired and of the right account?"),
    ACCESS_DENIED(
            "Grant the identity that bakes the right named above; docs/iam.md has the least rights a bake needs."),
    UNREACHABLE(
            "Check endpoint, region, network and proxy; `ami-bakery doctor` says which of them answers.",
            "Check endpoint and region of the bake, and network and proxy of its agent."),
    THROTTLED("Try again with fewer bakes at once, or raise the account's API limits."),
    QUOTA("Free or raise the quota named above in this account and region."),
    CONNECT_TIMEOUT(
            "Check ssh_username; then whether this machine reaches the instance on port 22: subnet, public address, security group.",
            "Check ssh_username; then whether the agent reaches the instance on port 22: subnet, public address, security group."),
    SOURCE_UNKNOWN(
            "Say from where: --var ssh_source_cidrs=ADDRESS/32 (0.0.0.0/0 lets everybody in).",
            "Say from where: vars: [ssh_source_cidrs: 'ADDRESS/32'] (0.0.0.0/0 lets everybody in)."),
    AMI_TIMEOUT(
            "Snapshots of large volumes take long: let packer wait longer (aws_polling in the template), and the bake too (--await).",
            "Snapshots of large volumes take long: let packer wait longer (aws_polling in the template), and the bake too (awaitSeconds; Manage Jenkins, System may limit it)."),
    AMI_FAILED("EC2 could not make the image; if the reason above is no mistake of the template, bake again."),
    PLUGIN_MISSING(
            "Install the plugin where packer runs: `packer init` for HCL, else `packer plugins install github.com/hashicorp/amazon`."),
    OTHER_REGION(
            "Leave out --region, or declare a variable `region` in the template and give it to the builder.",
            "Leave region out, or declare a variable `region` in the template and give it to the builder."),
    PROVISIONER(
            "The script failed; see its last lines above, or bake without --quiet.",
            "The script failed; see its last lines in the console output."),
    DISK_FULL("Free space on the machine that runs packer."),
    PACKER_MISSING(
            "Install packer (Debian 12: apt-get install packer) or name it with --packer.",
            "Install packer on the agent, or give the bake one of the packer installations of Manage Jenkins, Tools."),
    PACKER_TOO_OLD(
            "Get that from https://developer.hashicorp.com/packer/install, and name it with --packer or PACKER.",
            "Install that on the agent (https://developer.hashicorp.com/packer/install), or give the bake another packer installation of Manage Jenkins, Tools."),
    PACKER_CRASHED("Run it again with PACKER_LOG=1 and report the crash log to packer."),
    NO_ARTIFACT(
            "Check --only and --except against the template's builds, and that one of them makes an AMI.",
            "Check only and except against the template's builds, and that one of them makes an AMI."),
    MANIFEST_BROKEN(
            "Move that file away: packer adds to the manifest it finds, and writes a new one when there is none."),
    AMI_GONE("Packer named an AMI that the cloud does not have; look for something that deregisters AMIs."),
    LOCK_MISSING(
            "Write it with `ami-bakery bake --write-lock`, and keep it in git.",
            "Write it with writeLock: true, and keep it in git."),
    LOCK_BROKEN(
            "Take the file from git again, or write it anew with `ami-bakery lock TEMPLATE --update`.",
            "Take the file from git again, or write it anew with writeLock: true."),
    LOCK_GONE(
            "Make it available again, or let `ami-bakery lock TEMPLATE --update` write the lock anew and show the difference.",
            "Make it available again, or write the lock anew with writeLock: true."),
    LOCK_DIFFERS(
            "Undo what changed, or let `ami-bakery lock TEMPLATE --update` write the lock anew and show the difference.",
            "Undo what changed, or write the lock anew with writeLock: true."),
    CANCELLED("Start it again when you want it."),
    UNKNOWN("Read the messages above; PACKER_LOG=1 makes packer tell more.");

    private final String remedy;
    private final String remedyInJenkins;

    FailureCause(String remedy) {
        this(remedy, remedy);
    }

    FailureCause(String remedy, String remedyInJenkins) {
        this.remedy = remedy;
        this.remedyInJenkins = remedyInJenkins;
    }

    /** What to do about it: one line for a person at a terminal. */
    public String remedy() {
        return remedy;
    }

    /** The same for somebody who reads a build's log or page, and has the parameters of bakeAmi and "Bake an AMI". */
    public String remedyInJenkins() {
        return remedyInJenkins;
    }
}
