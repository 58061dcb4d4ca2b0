package io.jenkins.plugins.amibakery.it.acceptance;

/** The phases of packer's bake, and how to find a bake in the middle of one. */
enum Phase {
    VALIDATE("Prevalidating AMI Name", """
            {"action": "DescribeVpcs", "latency": 3}, {"action": "CreateKeyPair", "latency": 4}"""),
    LAUNCH("Launching a source", """
            {"action": "RunInstances", "latency": 4}"""),
    CONNECT("Waiting for SSH", ""),
    PROVISION("tick 2", ""),
    STOP("Stopping the source", ""),
    IMAGE("Creating AMI", """
            {"action": "CreateImage", "latency": 4}"""),
    WAIT("Waiting for AMI to become ready", ""),
    TAG("Adding tags to AMI", """
            {"action": "CreateTags", "times": 12, "latency": 2}""");

    private final String words;
    private final String faults;

    Phase(String words, String faults) {
        this.words = words;
        this.faults = faults;
    }

    /** What packer says when it begins. */
    String words() {
        return words;
    }

    /** Makes it last seconds. */
    void prolong(Cloud cloud) {
        cloud.settings("""
                {"delays": {"instance": 3, "image": 5, "snapshot": 2}, "faults": [%s]}""".formatted(faults));
    }
}
