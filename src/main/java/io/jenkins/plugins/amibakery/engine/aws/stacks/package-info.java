/** The ports on CloudFormation, and on the locks that CFNgin keeps in S3. */
package io.jenkins.plugins.amibakery.engine.aws.stacks;
