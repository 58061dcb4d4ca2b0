package io.jenkins.plugins.amibakery.steps.work;

import io.jenkins.plugins.amibakery.engine.aws.AssumedRole;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The parameters that all work has: as whom it acts, where, and how long its program may clean up. */
public abstract class WorkParameters implements WorkOrder {
    private static final long serialVersionUID = 1L;

    /** A region's code; null to leave it to what is configured. */
    String region;

    /** Id of AWS credentials; null for the environment's. */
    String credentialsId;

    /** Name of a profile of the agent's AWS configuration; null for the environment's. */
    String profile;

    /** A role to assume; null for none. */
    String roleArn;

    /** What the role's trust policy asks for; null for nothing. */
    String externalId;

    /** How long the role's keys are good. */
    int sessionSeconds = (int) AssumedRole.DEFAULT_DURATION.toSeconds();

    /** How long the program may clean up after an abort. */
    int graceSeconds;

    protected WorkParameters(int graceSeconds) {
        this.graceSeconds = graceSeconds;
    }

    /** A region's code; null to leave it to what is configured. */
    public final String region() {
        return region;
    }

    public final void setRegion(String region) {
        this.region = region;
    }

    @Override
    public final String credentialsId() {
        return credentialsId;
    }

    public final void setCredentialsId(String credentialsId) {
        this.credentialsId = credentialsId;
    }

    @Override
    public final String profile() {
        return profile;
    }

    public final void setProfile(String profile) {
        this.profile = profile;
    }

    public final void setRoleArn(String roleArn) {
        this.roleArn = roleArn;
    }

    public final void setExternalId(String externalId) {
        this.externalId = externalId;
    }

    @Override
    public final int graceSeconds() {
        return graceSeconds;
    }

    public final void setGraceSeconds(int graceSeconds) {
        this.graceSeconds = graceSeconds;
    }

    @Override
    public final Optional<AssumedRole> role(String sessionName) {
        return roleArn == null
                ? Optional.empty()
                : Optional.of(new AssumedRole(
                        roleArn, Optional.ofNullable(externalId), sessionName, Duration.ofSeconds(sessionSeconds)));
    }

    @Override
    public void check() {
        if (region != null && !region.contains("$")) {
            new Region(region);
        }
        require(profile == null || credentialsId == null, "profile and credentialsId exclude each other; give one.");
        require(externalId == null || roleArn != null, "externalId is for a role; give roleArn too.");
        require(graceSeconds > 0, "graceSeconds is " + graceSeconds + "; it must be 1 or more.");
        role("ami-bakery");
    }

    /** @throws IllegalArgumentException with the message when it is not right */
    protected static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Gives a copy these parameters, with variables of the build put in. */
    protected final void expandInto(WorkParameters copy, UnaryOperator<String> expansion) {
        copy.region = expanded(region, expansion);
        copy.credentialsId = credentialsId;
        copy.profile = expanded(profile, expansion);
        copy.roleArn = expanded(roleArn, expansion);
        copy.externalId = expanded(externalId, expansion);
        copy.sessionSeconds = sessionSeconds;
        copy.graceSeconds = graceSeconds;
    }

    /** A text with variables of the build put in; null stays null. */
    protected static String expanded(String text, UnaryOperator<String> expansion) {
        return text == null ? null : expansion.apply(text);
    }
}
