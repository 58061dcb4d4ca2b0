package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** Holds what was given against what may be given; the first thing that is wrong is one clear line. */
class Parameters implements Serializable {
    private static final long serialVersionUID = 1L

    /**
     * What is wrong.
     *
     * @param where how the line begins, such as 'bakeMatrix' or 'bakery.yml: bakeMatrix'
     * @param of a verb, or a word of {@link Verbs#parameters}
     * @return null when nothing is
     */
    @NonCPS
    static String complaint(String where, String of, Map given) {
        Map<String, String> kinds = Verbs.parameters(of)
        for (def entry in given.entrySet()) {
            String name = entry.key.toString()
            if (!kinds.containsKey(name)) {
                return unknown(where, 'parameter', name, kinds.keySet() as List)
            }
            if (entry.value != null) {
                String wrong = Kinds.complaint(kinds[name], entry.value)
                wrong = wrong ? "${where}: ${name} ${wrong}" : inside(where, name, kinds[name], entry.value)
                if (wrong) {
                    return wrong
                }
            }
        }
        return null
    }

    /** The line about a name that nobody knows. */
    @NonCPS
    static String unknown(String where, String what, String name, List<String> allowed) {
        String near = NearestName.of(name, allowed)
        return "${where}: no ${what} '${name}'${near ? "; did you mean '${near}'?" : '.'} Allowed: ${allowed.join(', ')}"
    }

    /** What is wrong in a value that has parameters itself. */
    @NonCPS
    private static String inside(String where, String name, String kind, Object value) {
        if (kind == 'environments' && value instanceof Map) {
            return firstOf(value.collect { Parameters.complaint("${where}: ${name}.${it.key}", 'environment', it.value) })
        }
        if (kind == 'recipes') {
            return firstOf(value.findAll { it instanceof Map }.collect { Parameters.recipe("${where}: ${name}", it) })
        }
        return kind in ['environment', 'test', 'notify'] ? complaint("${where}: ${name}", kind, value) : null
    }

    @NonCPS
    static String recipe(String where, Map recipe) {
        return recipe.template ? complaint("${where}: ${recipe.template}", 'recipe', recipe)
            : "${where}: one has no template; give each its template, such as [template: 'web.json']."
    }

    @NonCPS
    private static String firstOf(List<String> complaints) {
        return complaints.find { it != null }
    }
}
