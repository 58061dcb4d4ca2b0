/** Documents that several machines share, in S3. */
package io.jenkins.plugins.amibakery.engine.aws.documents;
