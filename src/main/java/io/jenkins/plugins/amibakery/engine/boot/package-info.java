/** Testing an AMI: an instance of it is launched without ways out, and what it says of itself is judged. */
package io.jenkins.plugins.amibakery.engine.boot;
