package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletResponse;

/** The answer to a request. */
public interface StaplerResponse2 extends HttpServletResponse {}
