package io.jenkins.plugins.amibakery.engine.model;

/** The parameters of a search for AMIs, in the order in which users see them; in Jenkins those of {@link IdentityField} follow. */
public enum AmiField implements Field {
    RECIPE(
            Place.FRONT,
            Kind.TEXT,
            "any",
            "Recipe",
            "Only AMIs of this recipe.",
            "By default a recipe is named after its template, without the extension.",
            "web"),
    JOB(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Baked by this job",
            "The full name of another job whose AMIs to include if this Jenkins has signed them.",
            "",
            "images/bake-web"),
    REGION(
            Place.FRONT,
            Kind.TEXT,
            "the region of the environment (<code>AWS_REGION</code>), else that of the global configuration",
            "Region",
            "The AWS region to search.",
            "",
            "us-west-2"),
    MAX_AGE_DAYS(
            Place.FRONT,
            Kind.NUMBER,
            "0",
            "Maximum AMI age, in days",
            "How old an AMI may be, in days; 0 means any age.",
            "",
            "30"),
    LIMIT(
            Place.FRONT,
            Kind.NUMBER,
            "0",
            "Maximum number of AMIs",
            "How many AMIs to return, newest first; 0 means all.",
            "",
            "1"),
    TAGS(
            Place.FURTHER,
            Kind.VALUES,
            "none",
            "Tags",
            "Tags, with their values, that an AMI must have.",
            "",
            "[Team: 'web']"),
    TRUST(
            Place.FURTHER,
            Kind.CHOICE,
            "signed",
            "Trust",
            "<code>signed</code>: only AMIs signed by a trusted key; <code>tags</code>: also AMIs that only have the tags of a bake.",
            "Anyone who may set tags in the account can set these.",
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
