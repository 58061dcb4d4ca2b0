package io.jenkins.plugins.amibakery.engine.model;

/** The parameters of a fleet's verification, in the order in which users see them; in Jenkins those of {@link IdentityField} follow. */
public enum FleetField implements Field {
    GROUP(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Auto Scaling group",
            "The name of the Auto Scaling group to verify.",
            "Give one of group, stack and tag.",
            "web-prod"),
    STACK(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Stack",
            "The whole name of the CloudFormation stack whose groups and instances to verify.",
            "Nested stacks count.",
            "img-mgr-prod-img-mgr"),
    TAG(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Tag",
            "A tag, as <code>KEY=VALUE</code>, of the instances to verify.",
            "",
            "Application=web"),
    REGION(
            Place.FRONT,
            Kind.TEXT,
            "the region of the environment (<code>AWS_REGION</code>), else that of the global configuration",
            "Region",
            "The AWS region of the instances.",
            "",
            "us-west-2"),
    AMI(
            Place.FRONT,
            Kind.TEXT,
            "what the launch template says",
            "AMI",
            "The AMI that was deployed and that each root volume must be made of.",
            "",
            "ami-0d53cc9bd365ad65b"),
    ALLOW(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Allowed differences",
            "A file in the workspace with one pattern of a path a line: such files may differ from the image's manifest.",
            "<code>*</code> matches slashes too; lines that begin with <code>#</code> are comments.",
            "fleet-allow.txt"),
    MANIFEST(
            Place.FURTHER,
            Kind.TEXT,
            "what most instances of an AMI say",
            "Manifest",
            "A file in the workspace: the manifest that the bake of the image kept. Each instance must have exactly this one."
                    + " Or, of an image without one, the manifest that a test of it returned: a package that differs is red, files remain not known.",
            "",
            "manifest.json"),
    REPLACE(
            Place.FURTHER,
            Kind.FLAG,
            "false",
            "Replace red instances",
            "Whether instances that are red are replaced: one after another, each while the others of its group are healthy.",
            "What is not known is never replaced. It ends with another verification.",
            "true"),
    FAIL_ON(
            Place.FURTHER,
            Kind.CHOICE,
            "red",
            "Fail on",
            "When the step fails: <code>red</code>, <code>unknown</code> (also when something is not known) or <code>never</code>.",
            "The log has the report in any case.",
            "unknown");

    private final Told told;

    FleetField(Place place, Kind kind, String standard, String title, String brief, String more, String example) {
        told = new Told(place, kind, standard, title, brief, more, example);
    }

    @Override
    public Told told() {
        return told;
    }
}
