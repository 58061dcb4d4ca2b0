/** What Jenkins' source control knows: which commit a build checked out, and which commits came since. */
package io.jenkins.plugins.amibakery.source;
