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

    /**
     * Those of one verb; a parameter that is nowhere given is missing, or null. Those of imgMgrPipeline have all of deployAmi's as
     * `deploy`.
     */
    Map of(String verb, Map given) {
        require(Parameters.complaint(verb, verb, given))
        String name = 'defaults.yml'
        Map library = sections(name, script.libraryResource("${RESOURCES}/${name}"))
        Map file = given.config ? sections(given.config.toString(), script.readTrusted(given.config)) : [:]
        Map settings = Layers.over(given, layered(verb, library, file))
        if (verb == 'imgMgrPipeline') {
            settings.deploy = Layers.over(settings.deploy ?: [:], layered('deployAmi', library, file))
        }
        return settings
    }

    private Map layered(String verb, Map library, Map file) {
        return Layers.over(file[verb] ?: [:], library[verb] ?: [:])
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
