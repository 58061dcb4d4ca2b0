/** One run of {@code packer build}, before the cloud is asked: its command, and what it made by its own word. */
package io.jenkins.plugins.amibakery.engine.build;
