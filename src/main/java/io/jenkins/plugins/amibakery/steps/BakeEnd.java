package io.jenkins.plugins.amibakery.steps;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** How a bake ended, saved until its build has taken note. Plain values. */
final class BakeEnd implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The AMIs that exist, as a Jenkinsfile sees them; never null. */
    final ArrayList<LinkedHashMap<String, Object>> amis = new ArrayList<>();

    /** Why it is no success, in one line; null when it is one. */
    String failure;

    /** Whether it was stopped on request. */
    boolean cancelled;
}
