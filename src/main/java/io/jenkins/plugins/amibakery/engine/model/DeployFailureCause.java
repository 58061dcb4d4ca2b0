package io.jenkins.plugins.amibakery.engine.model;

/** What made a deployment fail, as far as a remedy differs, and what to try: in the words of its reader, at a terminal or in Jenkins. */
public enum DeployFailureCause {
    RUNWAY_MISSING(
            "Install Runway (pip install runway) or name the program with --runway.",
            "Install Runway on the agent (pip install runway), or set the step's field runway to its path."),
    RUNWAY_TOO_OLD(
            "Install Runway 2.6 or newer, or name another program with --runway.",
            "Install Runway 2.6 or newer on the agent, or set the step's field runway to the path of another."),
    CONFIG_MISSING(
            "Give the directory that has runway.yml in it with --directory.",
            "Give the directory that has runway.yml in it in directory; a relative one counts from the workspace."),
    CONFIG_INVALID("Fix the file at the place named above."),
    MODULE_UNKNOWN("Use one of the modules of runway.yml, or correct the path there."),
    SELECTION_EMPTY("Use tags that runway.yml gives to a module; several tags must all be on one module."),
    ENVIRONMENT_UNKNOWN(
            "Use one of the environments above, or add this one to runway.yml and give its modules an environment file."),
    REGION_NOT_ALLOWED("Use a region of runway.yml, or add this one there."),
    NO_AMI("Give an AMI of this account and region that is available, and was neither deregistered nor disabled."),
    MISSING_PARAMETER(
            "Give the parameter a value, in the environment file or with --parameter NAME=VALUE.",
            "Give the parameter a value, in the environment file or in parameters or secretParameters."),
    UNRESOLVED_LOOKUP("Check that what the lookup asks for exists in this account and region."),
    UPSTREAM_MISSING("Deploy the stack it asks for first; its outputs are needed here."),
    INVALID_TEMPLATE("Fix the template; cfn-lint finds most faults without deploying."),
    CREDENTIALS(
            "Check the AWS credentials in the environment: are they there, unexpired and of the right account?",
            "Check the AWS credentials of the deployment: are they there, unexpired and of the right account?"),
    WRONG_ACCOUNT("Use credentials of the account that runway.yml asks for."),
    ACCESS_DENIED("Grant the identity that deploys the right named above."),
    UNREACHABLE(
            "Check endpoint, region, network and proxy.",
            "Check endpoint and region of the deployment, and network and proxy of its agent."),
    THROTTLED("Try again with fewer deployments at once."),
    STACK_ROLLED_BACK(
            "The stack is as it was before. Read the first failing resource above, fix its cause and deploy again."),
    STACK_FAILED(
            "Read the reason above and the stack's events in the CloudFormation console; fix it and deploy again."),
    STACK_BUSY("Another operation works on this stack: wait until it is over and deploy again."),
    STACK_STUCK(
            "The stack is in a state CloudFormation cannot leave by itself: continue its rollback or delete it, then deploy again."),
    STACK_PROTECTED(
            "The stack is marked 'protected' and waits for a person at a terminal: deploy it there, or approve a plan and unmark it."),
    TERMINATION_PROTECTED(
            "Switch the stack's termination protection off and deploy that first, if it is really to go."),
    BUCKET_NOT_EMPTY("Empty the bucket, every version of its objects, and destroy again."),
    BUCKET_UNAVAILABLE(
            "Bucket names are unique in the whole world: choose another cfngin_bucket, or use the account that owns this one."),
    BUCKET_MISSING(
            "CFNgin's bucket is not there yet: run `runway init`, or deploy once.",
            "CFNgin's bucket is not there yet: run this with action: 'init', or deploy once."),
    LOCKED(
            "If no other deployment runs, the lock was left by one that was killed: release it (--release-lock) and deploy again.",
            "If no other deployment runs, the lock was left by one that was killed: deploy again with releaseLock: true."),
    MODULE_FAILED("Read the module's own messages above."),
    NOTHING_DONE("Runway passed over every module: check environment, region, account and tags."),
    PLAN_INCOMPLETE("Deploy what the plan lacks first, then plan again; an incomplete plan cannot be approved."),
    PLAN_CHANGED(
            "Plan again, and approve the new plan.",
            "A new build asks again; to ask again for the same AMI, call deployAmi with its id as ami and approve: true."),
    NOT_TESTED(
            "Test the AMI first.",
            "Test the AMI with testAmi, on this controller or with a key that it trusts; which environments are protected is set in Manage"
                    + " Jenkins, System. Or have the plan overridden on its page by somebody with the permission AmiBakery/Override."),
    NOT_PASSED_BEFORE(
            "Deploy the AMI to the environment named above and have it checked there first.",
            "Deploy that very AMI to the environment named above first, with a smoke test or runwayCheck; or have the plan overridden on its"
                    + " page by somebody with the permission AmiBakery/Override."),
    NOT_FIXED(
            "Name a version or an id at the place named above.",
            "Name a version or an id at the place named above; or have the plan overridden on its page by somebody with the permission"
                    + " AmiBakery/Override."),
    CANCELLED("Start it again when you want it; CloudFormation finishes what it had begun."),
    UNKNOWN("Read Runway's messages above; DEBUG=1 tells more.");

    private final String remedy;
    private final String remedyInJenkins;

    DeployFailureCause(String remedy) {
        this(remedy, remedy);
    }

    DeployFailureCause(String remedy, String remedyInJenkins) {
        this.remedy = remedy;
        this.remedyInJenkins = remedyInJenkins;
    }

    /** What to do about it: one line for a person at a terminal. */
    public String remedy() {
        return remedy;
    }

    /** The same for somebody who reads a build's log or page, and has the parameters of runwayDeploy and "Deploy with Runway". */
    public String remedyInJenkins() {
        return remedyInJenkins;
    }
}
