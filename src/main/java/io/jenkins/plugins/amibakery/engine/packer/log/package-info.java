/** The log of packer: machine-readable or not, it becomes events, facts and failures. */
package io.jenkins.plugins.amibakery.engine.packer.log;
