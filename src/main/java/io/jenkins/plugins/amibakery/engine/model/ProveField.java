package io.jenkins.plugins.amibakery.engine.model;

/** The parameters of the proofs, in the order in which users see them; in Jenkins those of {@link IdentityField} follow. */
public enum ProveField implements Field {
    STACK(
            Place.FRONT,
            Kind.TEXT,
            null,
            "Stack",
            "The whole name of the stack of the environment in which AMIs are tried.",
            "",
            "img-mgr-qa-img-mgr"),
    WITH(
            Place.FRONT,
            Kind.TEXT,
            null,
            "Production",
            "The whole name of the stack of production.",
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
            "Region of production",
            "The AWS region of production.",
            "",
            "eu-central-1"),
    ALLOW(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Parameters that may differ",
            "A file with one name of a parameter a line: such parameters may differ between the stacks.",
            "<code>*</code> stands for any characters; lines that begin with <code>#</code> are comments.",
            "may-differ.txt"),
    ALLOW_FILES(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Files that may differ",
            "A file with one pattern of a path a line: such files may differ from the image's manifest.",
            "<code>*</code> matches slashes too; lines that begin with <code>#</code> are comments.",
            "fleet-allow.txt"),
    COPIES(
            Place.FURTHER,
            Kind.TEXT,
            "none",
            "Copies",
            "Regions, with blanks or commas between them, in which there has to be a copy of each AMI that the groups launch.",
            "",
            "eu-central-1 us-east-1"),
    ACCOUNTS(
            Place.FURTHER,
            Kind.TEXT,
            "none",
            "Other accounts",
            "Ids of other AWS accounts, with blanks or commas between them, that have to be able to launch each AMI that the groups launch.",
            "The AMI is shared with them, and keys of KMS name Auto Scaling's role of these accounts.",
            "210987654321"),
    DRILL(
            Place.FURTHER,
            Kind.NUMBER,
            "0",
            "Drill",
            "By how many instances the group of the first stack has to grow, and is set back afterwards; 0 for no drill.",
            "It cannot grow beyond its maximum. Block the package repository before, so that it is a drill of that.",
            "3"),
    BUDGET_SECONDS(
            Place.FURTHER,
            Kind.NUMBER,
            "300",
            "Budget of a drill",
            "How many seconds new instances have to become healthy in a drill.",
            "",
            "120"),
    FAIL_ON(
            Place.FURTHER,
            Kind.CHOICE,
            "red",
            "Fail on",
            "When the step fails: <code>red</code>, <code>unknown</code> (also when something is not known) or <code>never</code>.",
            "The log has the report in any case.",
            "unknown");

    private final Told told;

    ProveField(Place place, Kind kind, String standard, String title, String brief, String more, String example) {
        told = new Told(place, kind, standard, title, brief, more, example);
    }

    @Override
    public Told told() {
        return told;
    }
}
