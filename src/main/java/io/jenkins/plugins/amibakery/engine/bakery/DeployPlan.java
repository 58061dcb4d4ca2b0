package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.runway.RunwaySelection;

/**
 * What has to be run for a deployment.
 *
 * @param command Runway itself; its standard input has to be empty
 * @param selection what it will work on: stacks by their whole names, locks, modules whose outcome is not read
 */
public record DeployPlan(CommandLine command, RunwaySelection selection) {}
