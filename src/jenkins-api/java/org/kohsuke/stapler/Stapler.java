package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServlet;

/** Maps addresses to objects. */
public class Stapler extends HttpServlet {
    public static StaplerRequest2 getCurrentRequest2() {
        return null;
    }
}
