package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** One bake, in the workspace of the caller. */
class Bake implements Serializable {
    private static final long serialVersionUID = 1L

    private final def script
    private final Map settings

    /** @param settings parameters of bakeAmi, and others; checked */
    Bake(def script, Map settings) {
        this.script = script
        this.settings = settings
    }

    /** The images that `bakeAmi` returns. */
    List run() {
        Map arguments = settings.subMap(Verbs.parameters('bake').keySet() as List).findAll { it.value != null }
        if (arguments.locked == 'auto') {
            arguments.locked = !arguments.writeLock && script.fileExists(lockFile(settings.template.toString()))
        }
        return script.bakeAmi(arguments)
    }

    /** Where the plugin keeps the lock of a template: beside it, or in it if it is a directory. */
    @NonCPS
    static String lockFile(String template) {
        String path = template.replaceAll('/+$', '')
        String recipe = recipe(path)
        boolean isFile = path.endsWith('.json') || path.endsWith('.hcl')
        String directory = isFile ? (path.contains('/') ? path.substring(0, path.lastIndexOf('/') + 1) : '') : path + '/'
        return directory + recipe + '.lock.json'
    }

    /** The recipe that the plugin makes of a template's name. */
    @NonCPS
    static String recipe(String template) {
        String name = template.substring(template.lastIndexOf('/') + 1)
        return name.replaceAll('(\\.pkr)?\\.(json|hcl)$', '').replaceAll('-packer$', '')
    }
}
