/** What every use case stands on: the cloud as it asks it, ports and the facts that they answer with, and the place it works at. */
package io.jenkins.plugins.amibakery.engine.cloud;
