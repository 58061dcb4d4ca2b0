/** Whether the instances that serve are what was baked and deployed, each of them. */
package io.jenkins.plugins.amibakery.engine.fleet;
