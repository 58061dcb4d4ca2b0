/**
 * Build, job and global pages, with the data they persist. What is saved are plain classes of lists, texts and numbers; what a page
 * shows of them are views, made anew for each request. Nothing here asks the cloud.
 */
package io.jenkins.plugins.amibakery.results;
