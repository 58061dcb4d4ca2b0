/**
 * Long tasks of a build: a program that runs on an agent between two halves of a use case, or one call of the cloud. Started once,
 * followed through restarts, stopped, and brought to an end even if its build cannot. What is done, the rooms beside say.
 */
package io.jenkins.plugins.amibakery.steps.task;
