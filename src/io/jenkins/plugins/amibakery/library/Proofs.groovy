package io.jenkins.plugins.amibakery.library

import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** Tests the AMIs that run in two environments, and proves that these are immutable. */
class Proofs implements Serializable {
    private static final long serialVersionUID = 1L

    private final def script
    private final Map settings

    /** @param settings parameters of nightlyProofs, checked */
    Proofs(def script, Map settings) {
        this.script = script
        this.settings = settings
    }

    /** The report, as the step prove returns it. Fails the build, or makes it unstable, with one line. */
    Map run() {
        if (!settings.stack || !settings.with) {
            script.error('nightlyProofs: stack and with are needed; give the whole names of the stacks of QA and production.')
        }
        Map report = [:]
        script.node(settings.label) {
            script.checkout(script.scm)
            if (settings.test) {
                script.stage('Test') {
                    test()
                }
            }
            script.stage('Prove') {
                report = script.prove(given([allow: settings.allow, allowFiles: settings.allowFiles, copies: settings.copies, accounts: settings.accounts,
                    drill: settings.drill, budgetSeconds: settings.budgetSeconds, stack: settings.stack, with: settings.with,
                    region: settings.region, withRegion: settings.withRegion, failOn: 'never']))
            }
        }
        conclude(report)
        return report
    }

    /** A test that fails is a row of the proofs, and stops nothing. */
    private void test() {
        List<String> done = []
        for (Map place in [[stack: settings.stack, region: settings.region],
                [stack: settings.with, region: settings.withRegion ?: settings.region]]) {
            Map fleet = script.verifyFleet(given([stack: place.stack, region: place.region, allow: settings.allowFiles, failOn: 'never']))
            for (String ami in fleet.instances.collect { it.ami }.findAll { it }.unique()) {
                if (!done.contains(ami)) {
                    done << ami
                    tested(ami, fleet.region)
                }
            }
        }
    }

    private void tested(String ami, String region) {
        try {
            script.testAmi(given([ami: ami, region: region, healthUrl: settings.healthUrl, userData: settings.userData]))
        } catch (FlowInterruptedException e) {
            throw e
        } catch (Exception e) {
            script.echo "The test of ${ami} did not pass: ${e.message ?: e}"
        }
    }

    private void conclude(Map report) {
        List rows = report.rows.findAll { it.verdict == 'red' } ?: report.rows.findAll { it.verdict != 'green' }
        if (!rows) {
            return
        }
        String line = "nightlyProofs: ${report.verdict}: ${rows[0].proof} ${rows[0].title}: ${rows[0].evidence}" + (rows.size() > 1 ? ", and ${rows.size() - 1} more" : '')
        if (settings.failOn == 'unknown' || settings.failOn == 'red' && report.verdict == 'red') {
            script.error(line)
        } else if (settings.failOn != 'never') {
            script.unstable(line)
        }
    }

    /** What is given, with the identity. */
    private Map given(Map parameters) {
        Map all = parameters + settings.subMap(['credentialsId', 'profile', 'roleArn', 'externalId', 'sessionSeconds'])
        return all.findAll { it.value != null && it.value != '' }
    }
}
