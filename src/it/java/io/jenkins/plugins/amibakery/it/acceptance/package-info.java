/**
 * The plugin as its users meet it: a Jenkins and an agent in processes of their own, real packer, the local cloud; driven over HTTP
 * alone. Nothing here knows a class of Jenkins.
 */
package io.jenkins.plugins.amibakery.it.acceptance;
