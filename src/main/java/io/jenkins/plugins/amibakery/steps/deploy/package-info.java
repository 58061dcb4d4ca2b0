/** Deployments with Runway from Jenkins: the Pipeline step {@code runwayDeploy} and the freestyle step "Deploy with Runway". */
package io.jenkins.plugins.amibakery.steps.deploy;
