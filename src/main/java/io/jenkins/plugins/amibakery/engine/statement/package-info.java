/** Signed statements: what somebody says of an AMI, and whose key says it. Ed25519, with nothing but the Java platform. */
package io.jenkins.plugins.amibakery.engine.statement;
