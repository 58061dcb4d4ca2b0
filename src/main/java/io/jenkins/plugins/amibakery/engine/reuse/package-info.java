/** The bake key: what goes into an image, whether an AMI of the same key may be taken instead, and signing that claim. */
package io.jenkins.plugins.amibakery.engine.reuse;
