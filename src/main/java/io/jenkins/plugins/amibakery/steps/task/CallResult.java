package io.jenkins.plugins.amibakery.steps.task;

import java.io.Serializable;
import java.util.List;

/**
 * What came of a call of the cloud.
 *
 * @param value what the step returns: maps, lists and texts
 * @param notes the same for people, a line each, for the build's page; an id of an AMI in them becomes a link. Not masked yet
 * @param failure why the step fails although it got its answer, in one line; empty when it does not. Not masked yet
 */
public record CallResult(Serializable value, List<String> notes, String failure) {
    /** One that is good. */
    public CallResult(Serializable value, List<String> notes) {
        this(value, notes, "");
    }
}
