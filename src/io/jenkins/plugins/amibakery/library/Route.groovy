package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** The environments that an image passes through, in order, with what each has of its own. */
class Route implements Serializable {
    private static final long serialVersionUID = 1L

    /** What says as whom to act; who gives one of them for an environment gives all. */
    private static final List<String> IDENTITY = ['credentialsId', 'profile', 'roleArn', 'externalId', 'sessionSeconds']

    private final Map settings

    /** @param settings parameters of imgMgrPipeline, checked one by one */
    Route(Map settings) {
        this.settings = settings
    }

    /** What does not fit together, in one line; null when all does. */
    @NonCPS
    String complaint() {
        String stranger = settings.approve.find { !names().contains(it.toString()) }
        if (stranger) {
            return "imgMgrPipeline: approve names '${stranger}', which is no environment; environments: ${names().join(', ')}."
        }
        return settings.template ? null : 'imgMgrPipeline: template is empty; give the path of a packer template.'
    }

    @NonCPS
    List<String> names() {
        return (settings.environments instanceof Map ? settings.environments.keySet() : settings.environments).collect { it.toString() }
    }

    /** The parameters of deployAmi for an environment: its own over those of all. */
    @NonCPS
    Map parameters(String name) {
        Map own = settings.environments instanceof Map ? settings.environments[name] : [:]
        Map all = settings.deploy ?: [:]
        Map shared = own.any { it.key in IDENTITY } ? all.findAll { !(it.key in IDENTITY) } : all
        Map parameters = Layers.over(own, Layers.over(shared, [label: settings.label]))
        parameters.environment = name
        parameters.approve = settings.approve.any { it.toString() == name }
        return parameters
    }

    /** The parameters of testAmi for each AMI, by the identity that bakes. */
    @NonCPS
    Map test() {
        return settings.test + settings.subMap(IDENTITY).findAll { it.value != null }
    }

    /** The files that deployments need of the checkout: by default their directories. */
    @NonCPS
    String files() {
        return names().collect { parameters(it).directory ?: '.' }.unique().collect { it == '.' ? '**' : "${it}/**" }.join(',')
    }
}
