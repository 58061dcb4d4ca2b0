/** What packages an image holds, and whether their repositories have newer ones. */
package io.jenkins.plugins.amibakery.engine.packages;
