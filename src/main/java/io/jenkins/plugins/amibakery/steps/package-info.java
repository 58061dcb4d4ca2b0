/** The Pipeline step and the freestyle build step: data binding and wiring, nothing else. */
package io.jenkins.plugins.amibakery.steps;
