/**
 * Attestations: what is said of an AMI in the form that others read too, an in-toto Statement v1 in a DSSE envelope, and who signed it. They are
 * kept in a store, travel as files, and are checked offline with public keys.
 */
package io.jenkins.plugins.amibakery.engine.attest;
