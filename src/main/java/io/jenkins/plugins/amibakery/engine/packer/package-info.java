/** Packer in both directions: a request becomes words; its machine-readable log, manifest and template become facts. */
package io.jenkins.plugins.amibakery.engine.packer;
