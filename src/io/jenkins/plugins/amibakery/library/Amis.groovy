package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** Images as `bakeAmi` returns them, in words. */
class Amis implements Serializable {
    private static final long serialVersionUID = 1L

    /** Ids with their regions, such as "ami-0d53cc9bd365ad65b (us-west-2)". */
    @NonCPS
    static String shown(Object amis) {
        if (amis instanceof List) {
            return amis.collect { Amis.shown(it) }.join(', ')
        }
        return amis instanceof Map ? "${amis.id} (${amis.region})" : "${amis}"
    }
}
