/** Pages of builds and jobs and the global one, and their remote API: views, made anew for each request. */
package io.jenkins.plugins.amibakery.results.page;
