package io.jenkins.plugins.amibakery.library

import com.cloudbees.groovy.cps.NonCPS
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

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
        Map facts = script.runwayApproval(environment: settings.environment, hours: settings.approvalHours)
        String approver = ''
        try {
            inTime {
                approver = script.input(question(facts))
            }
        } catch (FlowInterruptedException e) {
            record('failed', why(e))
            throw e
        }
        record('passed', "Approved by ${approver}.")
        return [digest: plan.digest, approver: approver]
    }

    /** Such as `Rejected by alice.`; a timeout is told as one. */
    @NonCPS
    private String why(FlowInterruptedException e) {
        List<String> causes = e.causes.collect { it.shortDescription }.findAll { it }
        if (causes.any { it.startsWith('Timeout') }) {
            return "Nobody answered within ${settings.approvalHours} hours."
        }
        return causes ? "${causes.join(', ')}." : 'The build was aborted.'
    }

    private void inTime(Closure body) {
        if (settings.approvalHours) {
            script.timeout(time: settings.approvalHours, unit: 'HOURS') { body() }
        } else {
            body()
        }
    }

    /** The parameter has no value: it shows the facts where the question is. */
    private Map question(Map facts) {
        Map question = [
            id: facts.input,
            message: facts.question,
            ok: facts.answer,
            parameters: [['$class': 'DeploymentApprovalParameter', environment: settings.environment]],
            submitterParameter: 'approver',
        ]
        if (settings.submitter) {
            question.submitter = settings.submitter
        }
        return question
    }

    private void record(String verdict, String evidence) {
        script.runwayCheck(environment: settings.environment, name: 'Approval', verdict: verdict, evidence: evidence.toString())
    }
}
