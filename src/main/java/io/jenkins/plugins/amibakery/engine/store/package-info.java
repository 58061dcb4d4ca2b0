/**
 * A small store of documents that several writers share: statements about AMIs, records of deployments. Files of one machine, or objects in
 * S3 ({@code engine.aws}); of two writers at once, neither loses what the other wrote.
 */
package io.jenkins.plugins.amibakery.engine.store;
