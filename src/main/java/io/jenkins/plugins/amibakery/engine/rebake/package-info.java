/**
 * What has changed since images were baked, and which jobs have a reason to bake again. Decided of facts alone: a round asks the cloud
 * once for all of its jobs, and what starts them is elsewhere.
 */
package io.jenkins.plugins.amibakery.engine.rebake;
