/** The step that verifies a fleet. */
package io.jenkins.plugins.amibakery.steps.fleet;
