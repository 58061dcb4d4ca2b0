package io.jenkins.plugins.amibakery.library

/**
 * The settings of a call: what is given, over the file that `config` names, over the library's defaults. All three are checked, and
 * what is wrong fails the build with one line.
 */
class Settings implements Serializable {
    private static final long serialVersionUID = 1L
    private static final String RESOURCES = 'io/jenkins/plugins/amibakery/library'

    private final def script

    /** @param script the verb, which has the steps */
    Settings(def script) {
        this.script = script
    }

    /** Those of one verb; a parameter that is nowhere given is missing, or null. */
    Map of(String verb, Map given) {
        require(Parameters.complaint(verb, verb, given))
        Map file = configured(given.config?.toString())
        Map settings = [:]
        settings.putAll(defaults(verb, file))
        settings.putAll(given.findAll { it.value != null })
        if (verb == 'imgMgrPipeline') {
            settings.deploy = defaults('deployAmi', file) + (settings.deploy ?: [:])
        }
        return settings
    }

    /** What file and defaults say of a verb. */
    Map defaults(String verb, Map file) {
        String name = 'defaults.yml'
        Map settings = [:]
        settings.putAll(sections(name, script.libraryResource("${RESOURCES}/${name}"))[verb] ?: [:])
        settings.putAll(file[verb] ?: [:])
        return settings
    }

    /** What a user's file says, by verbs; it is read where the Jenkinsfile comes from. */
    Map configured(String path) {
        return path ? sections(path, script.readTrusted(path)) : [:]
    }

    private Map sections(String name, String text) {
        Map all = script.readBakeryConfig(text: text, file: name)
        for (String verb in new ArrayList(all.keySet())) {
            if (!Verbs.names().contains(verb)) {
                require(Parameters.unknown(name, 'section', verb, Verbs.names()))
            }
            Object section = all[verb]
            if (section != null) {
                require(section instanceof Map ? Parameters.complaint("${name}: ${verb}", verb, section)
                    : "${name}: ${verb} is ${section}; it must hold parameters of ${verb}.")
            }
        }
        return all
    }

    private void require(String complaint) {
        if (complaint) {
            script.error(complaint)
        }
    }
}
