/** The step that tests an AMI. */
package io.jenkins.plugins.amibakery.steps.boot;
