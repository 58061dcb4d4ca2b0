/** Lock files: the base AMIs and package versions that a locked bake has to use. */
package io.jenkins.plugins.amibakery.engine.lockfile;
