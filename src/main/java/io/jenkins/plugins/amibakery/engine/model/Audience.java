package io.jenkins.plugins.amibakery.engine.model;

/** Who reads a report's lines, and so in whose words a remedy is. */
public enum Audience {
    /** Somebody at a terminal, who has the options of the command line. */
    TERMINAL,
    /** Somebody who reads a build's log, and has the parameters of a step. */
    JENKINS
}
