package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS
import groovy.json.JsonException
import groovy.json.JsonSlurperClassic

/**
 * The commit that an image is made of: the last one that changed the directory of its template, since any other makes the same image. A
 * template that declares the variable `commit` gets it unless the call gives one.
 */
class RecipeCommit implements Serializable {
    private static final long serialVersionUID = 1L

    private final def script
    private final Map settings

    /** @param settings parameters of bakeAmi, and others; checked */
    RecipeCommit(def script, Map settings) {
        this.script = script
        this.settings = settings
    }

    /** The settings, with the commit among the variables where it is wanted and known. */
    Map filled() {
        String template = settings.template
        boolean given = settings.vars?.containsKey('commit') || settings.secretVars?.containsKey('commit')
        if (given || !(template =~ /\.(json|hcl)$/) || !declaresCommit(template, script.readFile(template))) {
            return settings
        }
        String commit = ''
        script.withEnv(["RECIPE=${directory(template)}"]) {
            commit = script.sh(label: 'The commit of the recipe', script: 'git log -1 --format=%H -- "$RECIPE" || true', returnStdout: true)
        }
        return commit?.trim() ? settings + [vars: (settings.vars ?: [:]) + [commit: commit.trim()]] : settings
    }

    @NonCPS
    private static String directory(String template) {
        return template.contains('/') ? template.substring(0, template.lastIndexOf('/')) : '.'
    }

    @NonCPS
    private static boolean declaresCommit(String template, def text) {
        if (template.endsWith('.hcl')) {
            return text ==~ /(?s).*\bvariable\s+"commit"\s*\{.*/
        }
        try {
            return new JsonSlurperClassic().parseText(text ?: '{}').variables?.containsKey('commit')
        } catch (JsonException e) {
            return false
        }
    }
}
