/**
 * What Jenkins keeps and shows of bakes and deployments: records that are saved with a build, the history of a job, and pages of
 * both. Nothing here asks the cloud.
 */
package io.jenkins.plugins.amibakery.results;
