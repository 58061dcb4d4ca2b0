/** What is saved with a build: plain classes of lists, texts and numbers. */
package io.jenkins.plugins.amibakery.results.record;
