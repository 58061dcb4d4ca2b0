package io.jenkins.plugins.amibakery.engine.model;

/** The parameters of a search for AMIs, in the order in which users are told of them; in Jenkins those of {@link IdentityField} follow. */
public enum AmiField implements Field {
    RECIPE(
            Place.FRONT,
            Kind.TEXT,
            "any",
            "Recipe",
            "Only AMIs of this recipe.",
            "That is the template's file name without its extension, unless its bake was told another.",
            "web"),
    JOB(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Baked by this job",
            "The full name of a job whose AMIs count as well as this job's own, if this Jenkins has signed them.",
            "",
            "images/bake-web"),
    REGION(
            Place.FRONT,
            Kind.TEXT,
            "that of the environment (<code>AWS_REGION</code>), else that of the global configuration",
            "Region",
            "The AWS region to look in.",
            "",
            "us-west-2"),
    MAX_AGE_DAYS(
            Place.FRONT,
            Kind.NUMBER,
            "0",
            "Not older than, in days",
            "How old an AMI may be, in days; 0 for any age.",
            "",
            "30"),
    LIMIT(
            Place.FRONT,
            Kind.NUMBER,
            "0",
            "Only the newest",
            "How many AMIs to return, the newest ones; 0 for all.",
            "",
            "1"),
    TAGS(
            Place.FURTHER,
            Kind.VALUES,
            "none",
            "Tags",
            "Tags that an AMI must have, with their values.",
            "",
            "[Team: 'web']"),
    TRUST(
            Place.FURTHER,
            Kind.CHOICE,
            "signed",
            "Trust",
            "<code>signed</code>: only AMIs that a trusted key has signed; <code>tags</code>: also those that only their tags call baked.",
            "Anyone who may set tags in the account can make an AMI look so.",
            "tags");

    private final Told told;

    AmiField(Place place, Kind kind, String standard, String title, String brief, String more, String example) {
        told = new Told(place, kind, standard, title, brief, more, example);
    }

    @Override
    public Told told() {
        return told;
    }
}
