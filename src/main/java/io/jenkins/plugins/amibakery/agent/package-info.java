/** What crosses to a Jenkins agent: packer as a durable task, and the calls that are made where packer runs. */
package io.jenkins.plugins.amibakery.agent;
