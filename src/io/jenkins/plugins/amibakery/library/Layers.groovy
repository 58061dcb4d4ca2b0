package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** Puts parameters over others. */
class Layers implements Serializable {
    private static final long serialVersionUID = 1L

    /** Maps of names and values: what is given for some names leaves the others as they were. */
    private static final List<String> JOINED = ['vars', 'secretVars', 'tags', 'environment', 'parameters', 'secretParameters']

    /** The lower ones, with the upper ones in their place; those that are null are as if they were not there. */
    @NonCPS
    static Map over(Map upper, Map lower) {
        Map both = [:]
        both.putAll(lower)
        upper.each { name, value ->
            if (value != null) {
                boolean joins = JOINED.contains(name.toString()) && value instanceof Map && both[name] instanceof Map
                both[name] = joins ? both[name] + value : value
            }
        }
        return both
    }
}
