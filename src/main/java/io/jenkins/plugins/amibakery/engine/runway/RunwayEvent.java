package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.StackVerdict;

/**
 * One thing Runway said. {@code at} is where it stood then; with parallel regions each of its processes stands elsewhere.
 */
public sealed interface RunwayEvent {
    /** Where Runway stands. */
    Place at();

    /**
     * A module in a region.
     *
     * @param deployment the deployment's name; empty before the first
     * @param module the module's name; empty between two
     * @param region the region's code; empty between two
     */
    record Place(String deployment, String module, String region) {
        static final Place NOWHERE = new Place("", "", "");
    }

    /** A module begins in a region. */
    record ModuleStarted(Place at) implements RunwayEvent {}

    /** A module ended well in a region. */
    record ModuleEnded(Place at) implements RunwayEvent {}

    /** A module, or a CFNgin configuration of it, was passed over. */
    record Skipped(Place at, String reason) implements RunwayEvent {}

    /** A stack came to a status; {@code reason} is empty when none is given and may have several lines. */
    record Stack(Place at, String stack, StackVerdict.Status status, String reason) implements RunwayEvent {}

    /** Why CloudFormation rolled a stack back; {@code fullName} is with its namespace. */
    record RolledBack(Place at, String fullName, String reason) implements RunwayEvent {}

    /** A resource failed; Runway says so only when it is verbose. */
    record ResourceFailed(Place at, String fullName, String resource, String reason) implements RunwayEvent {}

    /** CFNgin took its lock. */
    record Locked(Place at, String bucket, String key, String code) implements RunwayEvent {}

    /** CFNgin gave a lock back; bucket and key are empty when it removed the graph of where it stands, lock and all. */
    record Unlocked(Place at, String bucket, String key) implements RunwayEvent {}

    /** What a stack's plan says: {@code text} is the change set, or {@code no changes}. */
    record Planned(Place at, String fullName, String text) implements RunwayEvent {}

    /** Anything else, a line; {@code error} when Runway marks it as one. */
    record Text(Place at, String text, boolean error) implements RunwayEvent {}
}
