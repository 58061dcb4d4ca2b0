/** The ports of the bakery on the AWS SDK; the only room that sees software.amazon.awssdk. */
package io.jenkins.plugins.amibakery.engine.aws;
