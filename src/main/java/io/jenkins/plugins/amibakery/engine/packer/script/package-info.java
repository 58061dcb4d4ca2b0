/** Reads what a recipe runs, for what may be another thing tomorrow: shell scripts, Ansible's tasks. */
package io.jenkins.plugins.amibakery.engine.packer.script;
