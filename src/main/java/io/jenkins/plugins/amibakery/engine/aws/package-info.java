/** The cloud on the AWS SDK. This room and those below it are the only ones of the engine that see software.amazon.awssdk. */
package io.jenkins.plugins.amibakery.engine.aws;
