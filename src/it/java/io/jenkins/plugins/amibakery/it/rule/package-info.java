/**
 * Tests inside a Jenkins that jenkins-test-harness starts. They need the real Jenkins on the class path: profile jenkins of
 * pom.xml.
 */
package io.jenkins.plugins.amibakery.it.rule;
