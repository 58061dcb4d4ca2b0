package io.jenkins.plugins.amibakery.engine.prove;

/** What is to be proved, in the order of the incidents. */
public enum Proof {
    SAME_AMI("I1.1", "every instance runs the AMI that was deployed"),
    NO_WAY_IN("I1.2", "nobody can log in"),
    SAME_FILES("I1.3", "files and packages are those of the image"),
    NO_LOGIN("I1.4", "nobody has logged in"),
    REPLACED_ONLY("I1.5", "instances are replaced, never repaired"),
    BOOTS_ALONE("I2.1", "the AMI becomes healthy where it can reach nothing"),
    FETCHES_NOTHING("I2.2", "nothing in it would fetch at boot"),
    ASKED_NOTHING("I2.3", "it asked its network for nothing"),
    GROWS("I2.4", "the group grows while the repository is away"),
    BAKE_APART("I2.5", "a failed bake cannot touch what runs"),
    LAUNCHABLE("I2.6", "an AMI that is used can be launched"),
    REPLICA("I3.1", "both environments run the same AMI, or a copy of it"),
    TESTED_FIRST("I3.2", "production runs only what was tested"),
    NOTHING_LATEST("I3.3", "nothing is \"the latest\""),
    SAME_TEMPLATES("I3.4", "templates and parameters are equal but for a list"),
    SAME_INSIDE("I3.5", "every instance has the same image inside");

    /** How the incidents are called, the first one first. */
    private static final String[] INCIDENTS = {
        "A change that went to one server", "Capacity that never came", "Production that was not what QA had tested"
    };

    private final String id;
    private final String title;

    Proof(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Such as {@code I1.1}. */
    public String id() {
        return id;
    }

    /** What is so when it is green; the beginning of a sentence. */
    public String title() {
        return title;
    }

    /** The incident that it would have prevented, such as {@code Capacity that never came}. */
    public String incident() {
        return INCIDENTS[id.charAt(1) - '1'];
    }
}
