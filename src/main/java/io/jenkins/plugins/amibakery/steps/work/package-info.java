/**
 * What every step does that runs a program on an agent for a long time: start it once, follow it through restarts, stop it, and
 * bring it to an end even if its build cannot. What is done, the rooms beside say.
 */
package io.jenkins.plugins.amibakery.steps.work;
