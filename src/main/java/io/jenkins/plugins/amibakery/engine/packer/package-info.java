/** A request becomes words for packer; its template and manifest become facts. */
package io.jenkins.plugins.amibakery.engine.packer;
