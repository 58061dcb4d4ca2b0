package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletRequest;

/** A request, with what Stapler knows of its path. */
public interface StaplerRequest2 extends HttpServletRequest {
    <T> T findAncestorObject(Class<T> type);
}
