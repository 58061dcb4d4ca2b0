package io.jenkins.plugins.amibakery.engine.cloud;

/** Is told what a use case does at the moment. A line that is lost does no harm, so it never fails. May be called by any thread. */
@FunctionalInterface
public interface Progress {
    /** Nobody wants to know. */
    Progress NONE = line -> {};

    /** @param line one line for a person, without secrets */
    void says(String line);
}
