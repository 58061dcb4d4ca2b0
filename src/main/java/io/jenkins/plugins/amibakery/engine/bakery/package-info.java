/** The use cases of a bakery, and the ports they need from a cloud. */
package io.jenkins.plugins.amibakery.engine.bakery;
