package io.jenkins.plugins.amibakery.library

import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** Brings an image to an environment: plan, approval where one is asked for, deployment of exactly that, smoke test. */
class Deployment implements Serializable {
    private static final long serialVersionUID = 1L

    /** What goes to the step as it is. */
    private static final List<String> PASSED_ON = [
        'environment', 'ami', 'directory', 'region', 'modules', 'tags', 'parameters', 'secretParameters', 'credentialsId',
        'profile', 'roleArn', 'externalId', 'sessionSeconds', 'runway', 'graceSeconds', 'releaseLock',
    ]

    private final def script
    private final Map settings
    private final String environment

    /** @param settings parameters of deployAmi, checked */
    Deployment(def script, Map settings) {
        this.script = script
        this.settings = settings
        this.environment = settings.environment
    }

    /** What `runwayDeploy` returned of the deployment, with `digest` and `approver` where it was approved. */
    Map run() {
        Map approval = [:]
        if (settings.approve) {
            Map plan = [:]
            script.stage("Plan ${environment}") {
                onAgent { plan = planned() }
            }
            script.stage("Approve ${environment}") {
                approval = new Approval(script, settings).of(plan)
            }
        }
        Map deployed = [:]
        onAgent {
            script.stage("Deploy to ${environment}") {
                if (!settings.approve) {
                    planned()
                }
                deployed = script.runwayDeploy(arguments() + (approval.digest ? [approved: approval.digest] : [:]))
            }
            if (settings.smokeTest) {
                script.stage("Smoke test ${environment}") {
                    new SmokeTest(script, settings).of(deployed)
                }
            }
        }
        return deployed + approval
    }

    /** The plan; one that cannot be made, as nothing is there yet to plan on, has no digest. */
    private Map planned() {
        try {
            return script.runwayDeploy(arguments() + [action: 'plan'])
        } catch (FlowInterruptedException e) {
            throw e
        } catch (Exception e) {
            if (settings.approve && settings.incompletePlan == 'fail') {
                throw e
            }
            script.echo "Couldn't create a plan for ${environment}: ${e.message}"
            return [stacks: [], plan: [whole: false, digest: '', gaps: [e.message]]]
        }
    }

    private Map arguments() {
        return settings.subMap(PASSED_ON).findAll { it.value != null }
    }

    /** Where plan and deployment run: here, or, when there is a label, on an agent of its own with the files it needs. */
    private void onAgent(Closure body) {
        if (settings.label == null) {
            body()
            return
        }
        script.node(settings.label) {
            script.ws("${script.env.WORKSPACE}@deploy") {
                if (settings.stash) {
                    script.deleteDir()
                    script.unstash(settings.stash)
                } else {
                    script.checkout(script.scm)
                }
                body()
            }
        }
    }
}
