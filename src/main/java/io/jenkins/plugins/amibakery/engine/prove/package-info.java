/** The proofs that two environments are immutable: read in the cloud, completed from what is kept, and compared with before. */
package io.jenkins.plugins.amibakery.engine.prove;
