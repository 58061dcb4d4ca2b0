package io.jenkins.plugins.amibakery.engine.model;

/** The parameters that name the AWS identity of a use case in Jenkins. A terminal takes all of it from its environment. */
public enum IdentityField implements Field {
    CREDENTIALS_ID(
            Place.FRONT,
            Kind.CHOICE,
            "the keys of <code>withCredentials</code> or a profile of the environment, else the credentials of the global configuration,"
                    + " else the role of the agent's instance",
            "AWS credentials",
            "AWS credentials stored in Jenkins.",
            "The program and AMI Bakery's own calls use these and ignore any in the environment.",
            "aws-baker"),
    PROFILE(
            Place.FURTHER,
            Kind.TEXT,
            "none",
            "AWS profile",
            "A profile of the AWS configuration files on the agent.",
            "Cannot be combined with credentials.",
            "baker"),
    ROLE_ARN(
            Place.FURTHER,
            Kind.TEXT,
            "none",
            "Role to assume",
            "A role to assume with that identity.",
            "The program and AMI Bakery's own calls then use the role.",
            "arn:aws:iam::123456789012:role/baker"),
    EXTERNAL_ID(
            Place.FURTHER,
            Kind.TEXT,
            "none",
            "External ID",
            "The external ID that the role's trust policy requires.",
            "Needs a role.",
            "jenkins-42"),
    SESSION_SECONDS(
            Place.FURTHER,
            Kind.NUMBER,
            "3600",
            "Role session duration, in seconds",
            "How long the keys of the role's session stay valid, 900 to 43200 seconds.",
            "A running program cannot renew them, so choose more than the bake or deployment takes.",
            "7200");

    private final Told told;

    IdentityField(Place place, Kind kind, String standard, String title, String brief, String more, String example) {
        told = new Told(place, kind, standard, title, brief, more, example);
    }

    @Override
    public Told told() {
        return told;
    }
}
