package io.jenkins.plugins.amibakery.engine.model;

/** The parameters of a test of an AMI, in the order in which users see them; in Jenkins those of {@link IdentityField} follow. */
public enum TestField implements Field {
    AMI(
            Place.FRONT,
            Kind.TEXT,
            null,
            "AMI",
            "The id of the AMI to test, which must be available and of this account.",
            "",
            "ami-0d53cc9bd365ad65b"),
    REGION(
            Place.FRONT,
            Kind.TEXT,
            "the region of the environment (<code>AWS_REGION</code>), else that of the global configuration",
            "Region",
            "The AWS region of the AMI.",
            "",
            "us-west-2"),
    HEALTH_URL(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Health URL",
            "An address on localhost that must answer 200 for the instance to be healthy, asked by the instance itself.",
            "In any case it is healthy only when systemd has started everything and no unit has failed.",
            "http://localhost/health"),
    SCRIPT(
            Place.FRONT,
            Kind.TEXT,
            "none",
            "Test script",
            "A script that the instance runs as root once it has booted; the test fails unless it ends with 0.",
            "Its first line names the program that runs it, such as <code>#!/bin/sh</code>. It has no network.",
            "tests/image.sh"),
    BUDGET_SECONDS(
            Place.FRONT,
            Kind.NUMBER,
            "120",
            "Budget for the boot, in seconds",
            "How many seconds after its launch the instance must be healthy.",
            "",
            "60"),
    USER_DATA(
            Place.FURTHER,
            Kind.TEXT,
            "none",
            "User data",
            "A file with the user data that instances of the AMI will get; it is searched for what fetches, and not run.",
            "",
            "runway/user-data.sh"),
    SUBNET_ID(
            Place.FURTHER,
            Kind.TEXT,
            "a VPC that is made for the test and removed again",
            "Subnet",
            "A subnet to launch the instance in, whose routes lead nowhere and whose VPC has no DNS support.",
            "One with a way out is refused.",
            "subnet-0bb1c79de3a5f0e2d"),
    INSTANCE_TYPE(
            Place.FURTHER,
            Kind.TEXT,
            "t3.small, or t4g.small for arm64",
            "Instance type",
            "The type of the instance; its console can be read in time only on the Nitro System.",
            "",
            "m7i.large"),
    TIMEOUT_SECONDS(
            Place.FURTHER,
            Kind.NUMBER,
            "900",
            "Timeout, in seconds",
            "How many seconds the test may take, its script included.",
            "",
            "1800");

    private final Told told;

    TestField(Place place, Kind kind, String standard, String title, String brief, String more, String example) {
        told = new Told(place, kind, standard, title, brief, more, example);
    }

    @Override
    public Told told() {
        return told;
    }
}
