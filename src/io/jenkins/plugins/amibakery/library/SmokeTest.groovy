package io.jenkins.plugins.amibakery.library

import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** Asks what was deployed over HTTP, from the agent, until it answers or the time is over; what came of it is kept with the deployment. */
class SmokeTest implements Serializable {
    private static final long serialVersionUID = 1L

    private final def script
    private final Map settings

    /** @param settings parameters of deployAmi, checked */
    SmokeTest(def script, Map settings) {
        this.script = script
        this.settings = settings
    }

    /** Fails the build with one line when what was deployed does not answer well. */
    void of(Map deployed) {
        if (settings.smokeTest instanceof Closure) {
            ownTest(deployed)
            return
        }
        String url = (settings.smokeUrl ?: output(deployed)) + settings.smokePath
        script.withEnv(["SMOKE_URL=${url}", "SMOKE_SECONDS=${settings.smokeSeconds}"]) {
            int code = script.sh(
                label: "Ask ${url}",
                script: script.libraryResource('io/jenkins/plugins/amibakery/library/smoke-test.sh'),
                returnStatus: true)
            if (code != 0) {
                String failure = "no healthy response from ${url} within ${settings.smokeSeconds} s"
                record('failed', failure, url)
                script.error("deployAmi: Smoke test failed: ${failure}; the answers are above.")
            }
            record('passed', 'Healthy response', url)
        }
    }

    private void ownTest(Map deployed) {
        try {
            settings.smokeTest.call(deployed)
        } catch (FlowInterruptedException e) {
            throw e
        } catch (Exception e) {
            record('failed', "The Pipeline's own test failed: ${e.message}", '')
            throw e
        }
        record('passed', "The Pipeline's own test ended well", '')
    }

    private void record(String verdict, String evidence, String address) {
        script.runwayCheck(environment: settings.environment, name: 'Smoke test', verdict: verdict, evidence: evidence.toString(), address: address)
    }

    /** The address that one of the stacks tells. */
    private String output(Map deployed) {
        List<String> known = []
        for (def stack in deployed.stacks) {
            for (String name in new ArrayList(stack.outputs.keySet())) {
                if (name == settings.smokeOutput) {
                    return stack.outputs[name]
                }
                known << name
            }
        }
        script.error("deployAmi: no stack of ${settings.environment} has the output '${settings.smokeOutput}' with the address to ask; there are: ${known.join(', ') ?: 'none'}. Give smokeOutput or smokeUrl, or smokeTest: false.")
        return null
    }
}
