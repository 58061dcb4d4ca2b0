/** The context of a recipe: every file that counts because it lies beside the template, and which do not. */
package io.jenkins.plugins.amibakery.engine.context;
