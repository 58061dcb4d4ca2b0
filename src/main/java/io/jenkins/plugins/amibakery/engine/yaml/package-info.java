/** YAML that others wrote, read within limits. */
package io.jenkins.plugins.amibakery.engine.yaml;
