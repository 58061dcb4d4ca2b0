/** What a job keeps beyond its builds, what it knows about its recipes and environments, and how that is searched. */
package io.jenkins.plugins.amibakery.results.history;
