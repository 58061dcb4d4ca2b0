/** The ports on EC2 and IAM. */
package io.jenkins.plugins.amibakery.engine.aws.ec2;
