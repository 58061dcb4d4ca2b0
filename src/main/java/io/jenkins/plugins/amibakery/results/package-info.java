/** Build, job and global pages, with the data they persist. */
package io.jenkins.plugins.amibakery.results;
