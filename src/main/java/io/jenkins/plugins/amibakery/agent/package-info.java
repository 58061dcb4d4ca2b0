/** What crosses to a Jenkins agent: programs as durable tasks, and the calls that are made where they run. */
package io.jenkins.plugins.amibakery.agent;
