/** Runway in both directions: a request becomes words; runway.yml and its output become facts. */
package io.jenkins.plugins.amibakery.engine.runway;
