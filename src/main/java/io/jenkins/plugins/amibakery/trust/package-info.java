/** Whose AMIs a job may take: the key that signs for this controller, the identity of a job, and folders whose jobs trust each other. */
package io.jenkins.plugins.amibakery.trust;
