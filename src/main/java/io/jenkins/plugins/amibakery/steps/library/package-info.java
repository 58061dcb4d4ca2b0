/** What the shared library needs of the plugin, as it cannot do it itself in the sandbox: the Pipeline step {@code readBakeryConfig}. */
package io.jenkins.plugins.amibakery.steps.library;
