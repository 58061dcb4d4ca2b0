/** What an administrator sets once: global configuration, tool installations, and credentials turned into values. */
package io.jenkins.plugins.amibakery.config;
