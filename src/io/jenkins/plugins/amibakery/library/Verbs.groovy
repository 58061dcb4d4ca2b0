package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS

/** The verbs of the library, each with the kind of every parameter it takes; {@link Kinds} says what a kind is. */
class Verbs implements Serializable {
    private static final long serialVersionUID = 1L

    // The kinds of these three are written by make docs, out of the lists of fields in engine.model.
    private static final Map<String, String> IDENTITY = [
        credentialsId: 'text', profile: 'text', roleArn: 'text', externalId: 'text', sessionSeconds: 'number',
    ]

    private static final Map<String, String> BAKE = [
        template: 'text', vars: 'values', secretVars: 'values', varFiles: 'texts', only: 'texts', except: 'texts', tags: 'values',
        environment: 'values', region: 'text', packer: 'text', recipe: 'text', force: 'flag', reuse: 'flag', freshFor: 'text',
        inputs: 'texts', locked: 'flag', writeLock: 'flag', parallelBuilds: 'number', awaitSeconds: 'number', graceSeconds: 'number',
    ] + IDENTITY + [locked: 'locked']

    private static final Map<String, String> DEPLOY = [
        environment: 'text', directory: 'text', action: 'text', modules: 'texts', tags: 'texts', region: 'text', ami: 'ami',
        parameters: 'values', secretParameters: 'values', approved: 'text', runway: 'text', graceSeconds: 'number',
        releaseLock: 'flag',
    ]

    /** What one environment can have of its own. */
    private static final Map<String, String> ENVIRONMENT =
        DEPLOY.findAll { it.key != 'environment' && it.key != 'action' && it.key != 'ami' && it.key != 'approved' } + [
            label: 'text', submitter: 'text', approvalHours: 'number', incompletePlan: 'ask or fail', smokeTest: 'smoke test',
            smokeUrl: 'text', smokeOutput: 'text', smokePath: 'text', smokeSeconds: 'number',
        ] + IDENTITY

    /** What `testAmi` takes but the AMI, its region and the identity. */
    private static final Map<String, String> TEST = [
        healthUrl: 'text', script: 'text', budgetSeconds: 'number', userData: 'text', subnetId: 'text', instanceType: 'text',
        timeoutSeconds: 'number',
    ]

    private static final Map<String, String> MATRIX =
        [recipes: 'recipes', limit: 'number', label: 'text', config: 'text'] + BAKE.findAll { it.key != 'template' && it.key != 'recipe' }

    private static final Map<String, Map<String, String>> ALL = [
        imgMgrPipeline: [environments: 'environments', approve: 'texts', test: 'test', deploy: 'environment', label: 'text', files: 'text', config: 'text'] + BAKE,
        deployAmi: [environment: 'text', ami: 'ami', approve: 'flag', stash: 'text', config: 'text'] + ENVIRONMENT,
        bakeMatrix: MATRIX,
        nightlyProofs: [stack: 'text', with: 'text', label: 'text', config: 'text', test: 'flag', healthUrl: 'text', userData: 'text', failOn: 'red, unknown or never', region: 'text', withRegion: 'text', allow: 'text', allowFiles: 'text', copies: 'text', accounts: 'text', drill: 'number', budgetSeconds: 'number'] + IDENTITY,
        nightlyRebake: MATRIX + [notify: 'notify', notifyOn: 'change, failure or always'],
    ]

    /** The names of all verbs. */
    @NonCPS
    static List<String> names() {
        return ALL.keySet() as List
    }

    /** The parameters of a verb, or of one of the maps that are given to verbs, with their kinds. */
    @NonCPS
    static Map<String, String> parameters(String of) {
        switch (of) {
            case 'bake': return BAKE
            case 'recipe': return BAKE + [label: 'text']
            case 'environment': return ENVIRONMENT
            case 'test': return TEST
            case 'notify': return [mail: 'text', slack: 'text']
            default: return ALL[of]
        }
    }
}
