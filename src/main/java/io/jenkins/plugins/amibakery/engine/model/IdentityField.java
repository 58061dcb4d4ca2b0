package io.jenkins.plugins.amibakery.engine.model;

/** The parameters by which every use case in Jenkins is told as whom it acts. A terminal takes all of it from its environment. */
public enum IdentityField implements Field {
    CREDENTIALS_ID(
            Place.FRONT,
            Kind.CHOICE,
            "the environment decides: keys of <code>withCredentials</code>, a profile, else the credentials of the global configuration,"
                    + " else the role of the agent's instance",
            "AWS credentials",
            "AWS credentials kept in Jenkins.",
            "The program and the bakery's own calls act as them and as nobody else, whatever the environment holds.",
            "aws-baker"),
    PROFILE(
            Place.FURTHER,
            Kind.TEXT,
            "none",
            "AWS profile",
            "A profile of the AWS configuration files on the agent.",
            "Excludes credentials.",
            "baker"),
    ROLE_ARN(
            Place.FURTHER,
            Kind.TEXT,
            "none",
            "Role to assume",
            "A role to assume with that identity.",
            "The program and the bakery's own calls then act as the role.",
            "arn:aws:iam::123456789012:role/baker"),
    EXTERNAL_ID(
            Place.FURTHER,
            Kind.TEXT,
            "none",
            "External id",
            "What the role's trust policy asks of third parties.",
            "Only together with a role.",
            "jenkins-42"),
    SESSION_SECONDS(
            Place.FURTHER,
            Kind.NUMBER,
            "3600",
            "Session of the role, in seconds",
            "How long the keys of the role's session are good, 900 to 43200 seconds.",
            "A program that runs cannot renew them, so it has to be longer than that takes.",
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
