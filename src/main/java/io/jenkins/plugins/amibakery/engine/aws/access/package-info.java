/** Who asks AWS and how: identities, endpoints, clients, timeouts, and what an error of AWS means. */
package io.jenkins.plugins.amibakery.engine.aws.access;
