/**
 * Pipeline steps and freestyle build steps: data binding and wiring. Baking is here, deploying in {@code deploy}, and what both are
 * built on in {@code work}.
 */
package io.jenkins.plugins.amibakery.steps;
