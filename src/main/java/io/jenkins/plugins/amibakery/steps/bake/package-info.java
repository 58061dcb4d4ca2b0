/** The step {@code bakeAmi} and its freestyle builder: data binding and wiring. */
package io.jenkins.plugins.amibakery.steps.bake;
