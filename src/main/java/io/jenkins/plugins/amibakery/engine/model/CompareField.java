package io.jenkins.plugins.amibakery.engine.model;

/** The parameters of a comparison of environments, in the order in which users see them; in Jenkins those of {@link IdentityField} follow. */
public enum CompareField implements Field {
    STACK(
            Place.FRONT,
            Kind.TEXT,
            null,
            "Stack",
            "The whole name of the stack of the first environment.",
            "",
            "img-mgr-qa-img-mgr"),
    WITH(
            Place.FRONT,
            Kind.TEXT,
            null,
            "Compare with",
            "The whole name of the stack of the second environment.",
            "",
            "img-mgr-prod-img-mgr"),
    REGION(
            Place.FRONT,
            Kind.TEXT,
            "the region of the environment (<code>AWS_REGION</code>), else that of the global configuration",
            "Region",
            "The AWS region of the first stack.",
            "",
            "us-west-2"),
    WITH_REGION(
            Place.FRONT,
            Kind.TEXT,
            "that of the first stack",
            "Region of the second stack",
            "The AWS region of the second stack.",
            "",
            "eu-central-1"),
    ALLOW(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Allowed differences",
            "A file with one name of a parameter a line: such parameters may differ.",
            "<code>*</code> stands for any characters; lines that begin with <code>#</code> are comments.",
            "may-differ.txt"),
    FAIL_ON(
            Place.FURTHER,
            Kind.CHOICE,
            "red",
            "Fail on",
            "When the step fails: <code>red</code>, <code>unknown</code> (also when something is not known) or <code>never</code>.",
            "The log has the report in any case.",
            "unknown");

    private final Told told;

    CompareField(Place place, Kind kind, String standard, String title, String brief, String more, String example) {
        told = new Told(place, kind, standard, title, brief, more, example);
    }

    @Override
    public Told told() {
        return told;
    }
}
