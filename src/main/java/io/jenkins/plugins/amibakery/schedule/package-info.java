/**
 * Starts bakes: the trigger that looks at night what has changed, and the buttons. Whether there is a reason is decided by the engine; what
 * was baked is known to the history of AMIs.
 */
package io.jenkins.plugins.amibakery.schedule;
