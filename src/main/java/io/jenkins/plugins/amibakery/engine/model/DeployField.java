package io.jenkins.plugins.amibakery.engine.model;

/** The parameters of a deployment, in the order in which users are told of them; in Jenkins those of {@link IdentityField} follow. */
public enum DeployField implements Field {
    ENVIRONMENT(
            Place.FRONT,
            Kind.TEXT,
            null,
            "Environment",
            "Runway's deploy environment, one that runway.yml or the modules' environment files know.",
            "",
            "dev"),
    DIRECTORY(
            Place.FRONT,
            Kind.TEXT,
            "the current one, which in Jenkins is the workspace",
            "Directory of runway.yml",
            "The directory of runway.yml.",
            "A path that is relative counts from the workspace.",
            "runway"),
    ACTION(
            Place.FRONT,
            Kind.CHOICE,
            "deploy",
            "Action",
            "What Runway is to do: <code>deploy</code> creates and updates stacks, <code>plan</code> shows what that would change and"
                    + " changes nothing, <code>destroy</code> deletes stacks, <code>init</code> makes what CFNgin itself needs.",
            "",
            "plan"),
    MODULES(
            Place.FURTHER,
            Kind.TEXTS,
            "all modules",
            "Only these modules",
            "Takes only these modules of runway.yml, by their paths or names.",
            "Each needs a tag of its own there. Excludes tags.",
            "['vpc.cfn']"),
    TAGS(
            Place.FURTHER,
            Kind.TEXTS,
            "all modules",
            "Only modules with all these tags",
            "Takes the modules that have all these tags in runway.yml.",
            "",
            "['img-mgr']"),
    REGION(
            Place.FRONT,
            Kind.TEXT,
            "runway.yml decides",
            "Region",
            "The region to deploy to, which runway.yml has to allow.",
            "",
            "us-west-2"),
    AMI(
            Place.FRONT,
            Kind.AMI,
            "none",
            "AMI",
            "The image to deploy, which modules read as <code>${env AMI_ID}</code>.",
            "An id, or what <code>bakeAmi</code> returned (with images of several regions, give the region too). In a freestyle job,"
                    + " <code>$AMI_ID</code> is the image that was baked before.",
            "ami-0d53cc9bd365ad65b"),
    PARAMETERS(
            Place.FRONT,
            Kind.VALUES,
            "none",
            "Parameters",
            "Further values, which modules read as <code>${env NAME}</code>.",
            "Anybody may see them.",
            "[CERTIFICATE_ARN: 'arn:aws:acm:…']"),
    SECRET_PARAMETERS(
            Place.FRONT,
            Kind.SECRETS,
            "none",
            "Secret parameters",
            "Values that must not be seen, which modules read as <code>${env NAME}</code>.",
            "For each, the <strong>name</strong> of the environment variable that has the value, best one that"
                    + " <code>withCredentials</code> sets: the value itself never stands in a job, a log or the process list.",
            "withCredentials([string(credentialsId: 'db', variable: 'DB')]) {\n"
                    + "  runwayDeploy environment: 'dev', secretParameters: [DB_PASSWORD: 'DB']\n"
                    + "}"),
    APPROVED(
            Place.FRONT,
            Kind.TEXT,
            "nobody is asked",
            "Digest of the approved plan",
            "The digest of the plan that somebody approved.",
            "A fresh plan is made first, and the deployment is refused if anything has changed since (a stack's plan, the files of the"
                    + " deployment, the AMI), naming what has moved.",
            "planned.plan.digest"),
    RUNWAY(
            Place.FURTHER,
            Kind.TEXT,
            "runway",
            "Runway",
            "The runway program: a name to be found on PATH, or a path.",
            "A path is absolute or relative to the workspace.",
            ".venv/bin/runway"),
    GRACE_SECONDS(
            Place.FURTHER,
            Kind.NUMBER,
            "60",
            "Clean-up after an abort, in seconds",
            "How long Runway may take to end after an abort, in seconds.",
            "Then all of its processes are killed.",
            "120"),
    RELEASE_LOCK(
            Place.FURTHER,
            Kind.FLAG,
            "false",
            "Release a lock that a killed run left",
            "Releases the lock that a killed run has left on what is deployed, before anything else.",
            "Only when nobody deploys it from elsewhere. Without it a lock is named, and the deployment fails.",
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
