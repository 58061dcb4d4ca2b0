package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** Puts values into the texts of resources/, at {{name}}. */
class Template implements Serializable {
    private static final long serialVersionUID = 1L

    @NonCPS
    static String fill(String text, Map values) {
        String filled = text
        values.each { name, value -> filled = filled.replace('{{' + name + '}}', String.valueOf(value)) }
        return filled.trim()
    }
}
