package io.jenkins.plugins.amibakery.engine.model;

/** The parameters of a deployment, in the order in which users see them; in Jenkins those of {@link IdentityField} follow. */
public enum DeployField implements Field {
    ENVIRONMENT(
            Place.FRONT,
            Kind.TEXT,
            null,
            "Environment",
            "Runway's deploy environment, as runway.yml or the modules' environment files name it.",
            "",
            "dev"),
    DIRECTORY(
            Place.FRONT,
            Kind.TEXT,
            "the current directory, in Jenkins the workspace",
            "Directory of runway.yml",
            "The directory that contains runway.yml.",
            "A relative path starts at the workspace.",
            "runway"),
    ACTION(
            Place.FRONT,
            Kind.CHOICE,
            "deploy",
            "Action",
            "What Runway does: <code>deploy</code> creates and updates stacks, <code>plan</code> shows what that would change without"
                    + " changing anything, <code>destroy</code> deletes stacks, <code>init</code> creates what CFNgin itself needs.",
            "",
            "plan"),
    MODULES(
            Place.FURTHER,
            Kind.TEXTS,
            "all modules",
            "Only these modules",
            "Deploys only these modules of runway.yml, given by path or name.",
            "Each needs a tag of its own there. Cannot be combined with tags.",
            "['vpc.cfn']"),
    TAGS(
            Place.FURTHER,
            Kind.TEXTS,
            "all modules",
            "Only modules with all these tags",
            "Deploys only the modules that have all these tags in runway.yml.",
            "",
            "['img-mgr']"),
    REGION(
            Place.FRONT,
            Kind.TEXT,
            "runway.yml decides",
            "Region",
            "The region to deploy to; runway.yml must allow it.",
            "",
            "us-west-2"),
    AMI(
            Place.FRONT,
            Kind.AMI,
            "none",
            "AMI",
            "The AMI to deploy, which modules read as <code>${env AMI_ID}</code>.",
            "An id, or what <code>bakeAmi</code> returned (if it has AMIs in several regions, give the region too). In a freestyle"
                    + " job, <code>$AMI_ID</code> is the AMI baked by an earlier step.",
            "ami-0d53cc9bd365ad65b"),
    PARAMETERS(
            Place.FRONT,
            Kind.VALUES,
            "none",
            "Parameters",
            "Other values, which modules read as <code>${env NAME}</code>.",
            "They are visible in the log and in the process's environment.",
            "[CERTIFICATE_ARN: 'arn:aws:acm:…']"),
    SECRET_PARAMETERS(
            Place.FRONT,
            Kind.SECRETS,
            "none",
            "Secret parameters",
            "Values that must stay hidden, which modules read as <code>${env NAME}</code>.",
            "For each, the <strong>name</strong> of the environment variable that holds the value, preferably one that"
                    + " <code>withCredentials</code> sets. The value itself never appears in a job, a log or the process list.",
            "withCredentials([string(credentialsId: 'db', variable: 'DB')]) {\n"
                    + "  runwayDeploy environment: 'dev', secretParameters: [DB_PASSWORD: 'DB']\n"
                    + "}"),
    APPROVED(
            Place.FRONT,
            Kind.TEXT,
            "deploys without an approved plan",
            "Digest of the approved plan",
            "The digest of the approved plan.",
            "A new plan is created first. If anything has changed since the approval (a stack's plan, the files of the deployment,"
                    + " the AMI), the deployment is refused and the change is named.",
            "planned.plan.digest"),
    RUNWAY(
            Place.FURTHER,
            Kind.TEXT,
            "runway",
            "Runway",
            "The Runway program: a name to look up on PATH, or a path.",
            "A relative path starts at the workspace.",
            ".venv/bin/runway"),
    GRACE_SECONDS(
            Place.FURTHER,
            Kind.NUMBER,
            "60",
            "Cleanup time after an abort, in seconds",
            "How long Runway may take to stop after an abort, in seconds.",
            "After that its processes are killed.",
            "120"),
    RELEASE_LOCK(
            Place.FURTHER,
            Kind.FLAG,
            "false",
            "Release the lock of a killed run",
            "Before deploying, releases the lock that a killed run has left.",
            "Use it only if nothing else is deploying the same stacks. Without it the deployment fails and names the lock.",
            "true");

    private final Told told;

    DeployField(Place place, Kind kind, String standard, String title, String brief, String more, String example) {
        told = new Told(place, kind, standard, title, brief, more, example);
    }

    @Override
    public Told told() {
        return told;
    }
}
