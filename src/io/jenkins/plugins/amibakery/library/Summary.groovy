package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** What came of a matrix, in words. */
class Summary implements Serializable {
    private static final long serialVersionUID = 1L

    private final List<Map> results

    /** @param results what {@link Matrix#run} returns */
    Summary(List<Map> results) {
        this.results = results
    }

    /** A line for each recipe, such as "web     baked   ami-0d53cc9bd365ad65b (us-west-2)". */
    @NonCPS
    String lines() {
        int width = 0
        for (Map result in results) {
            width = Math.max(width, result.recipe.length())
        }
        return results.collect { "${it.recipe.padRight(width)}  ${Summary.outcome(it).padRight(6)}  ${it.error ?: Amis.shown(it.amis)}${Summary.why(it)}" }.join('\n')
    }

    /** How many came to what, such as "1 baked, 2 reused, 1 failed". */
    @NonCPS
    String counts() {
        return ['baked', 'reused', 'failed'].collect { word -> [results.findAll { Summary.outcome(it) == word }.size(), word] }
            .findAll { it[0] > 0 }.collect { "${it[0]} ${it[1]}" }.join(', ')
    }

    /** One line that names who failed; null when nobody did. */
    @NonCPS
    String failures(String verb) {
        List<Map> failed = results.findAll { it.error }
        return failed ? "${verb}: ${failed.size()} of ${results.size()} recipes failed: ${failed.collect { "${it.recipe} (${it.error})" }.join('; ')}" : null
    }

    /** Whether people want to hear of it: on a 'change' (something was baked, or failed), on a 'failure' or 'always'. */
    @NonCPS
    boolean isWorth(String notifyOn) {
        List<String> worth = [always: ['baked', 'reused', 'failed'], change: ['baked', 'failed'], failure: ['failed']][notifyOn]
        return results.any { Summary.outcome(it) in worth }
    }

    @NonCPS
    static String outcome(Map result) {
        if (result.error) {
            return 'failed'
        }
        return result.amis && result.amis.every { it.reused } ? 'reused' : 'baked'
    }

    @NonCPS
    static String why(Map result) {
        List reasons = result.amis.collect { it.reason }.findAll { it }.unique()
        return reasons ? ": ${reasons.join('; ')}" : ''
    }
}
