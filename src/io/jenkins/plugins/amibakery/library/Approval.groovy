package io.jenkins.plugins.amibakery.library

/** Asks somebody whether a plan is to be deployed. No executor is held meanwhile, unless the caller holds one. */
class Approval implements Serializable {
    private static final long serialVersionUID = 1L

    private final def script
    private final Map settings

    /** @param settings parameters of deployAmi, checked */
    Approval(def script, Map settings) {
        this.script = script
        this.settings = settings
    }

    /**
     * Waits for the answer; a refusal, or none in time, ends the build as aborted.
     *
     * @return the approved `digest`, empty when the plan has none, and who the `approver` is
     */
    Map of(Map planned) {
        Map plan = planned.plan
        if (!plan.whole && settings.incompletePlan == 'fail') {
            script.error("deployAmi: the plan of ${settings.environment} is incomplete: ${plan.gaps.join('; ')}. Deploy what it lacks first, for example by its tags.")
        }
        String text = text(planned)
        script.echo(text)
        String approver = ''
        inTime {
            approver = script.input(question(text.split('\n')[0]))
        }
        return [digest: plan.digest, approver: approver]
    }

    private void inTime(Closure body) {
        if (settings.approvalHours) {
            script.timeout(time: settings.approvalHours, unit: 'HOURS') { body() }
        } else {
            body()
        }
    }

    private Map question(String message) {
        Map question = [
            id: "Deploy-${settings.environment}".toString(),
            message: message,
            ok: "Deploy to ${settings.environment}".toString(),
            submitterParameter: 'approver',
        ]
        if (settings.submitter) {
            question.submitter = settings.submitter
        }
        return question
    }

    /** Its first line is asked, on a page that shows it as a heading; all of it is in the log. */
    private String text(Map planned) {
        Map plan = planned.plan
        Map values = [
            environment: settings.environment,
            ami: Amis.shown(settings.ami),
            brief: plan.whole ? plan.digest.substring(0, 'sha256:'.length() + 12) : '',
            digest: plan.digest,
            count: planned.stacks.size() == 1 ? '1 stack' : "${planned.stacks.size()} stacks",
            stacks: planned.stacks.collect { it.name ?: it.stack }.join(', '),
            gaps: plan.gaps.join('; '),
            url: "${script.env.BUILD_URL}deployments/",
        ]
        return Template.fill(script.libraryResource("io/jenkins/plugins/amibakery/library/${plan.whole ? 'approval' : 'approval-incomplete'}.txt"), values)
    }
}
