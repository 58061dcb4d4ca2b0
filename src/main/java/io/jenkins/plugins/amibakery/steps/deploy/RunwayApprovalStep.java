package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.amibakery.results.history.AmiBake;
import io.jenkins.plugins.amibakery.results.history.ApprovalChecks;
import io.jenkins.plugins.amibakery.results.history.ApprovalFacts;
import io.jenkins.plugins.amibakery.results.history.ApprovalQuestion;
import io.jenkins.plugins.amibakery.results.history.JobDeployments;
import io.jenkins.plugins.amibakery.results.page.DeploymentsAction;
import io.jenkins.plugins.amibakery.results.page.TasksAction;
import io.jenkins.plugins.amibakery.results.record.ApprovalRecord;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.steps.task.ControllerExecution;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The Pipeline step {@code runwayApproval}: gathers what somebody has to know who approves a plan, shows it in the log and on the build's page,
 * and returns it for the step {@code input}, which asks.
 */
public final class RunwayApprovalStep extends Step {
    private final String environment;
    private int hours;

    /** @param environment of the plan, the last one of the build */
    @DataBoundConstructor
    public RunwayApprovalStep(String environment) {
        this.environment = Util.fixNull(environment).strip();
    }

    public String getEnvironment() {
        return environment;
    }

    public int getHours() {
        return hours;
    }

    /** @param hours how long an answer is waited for; 0 for ever */
    @DataBoundSetter
    public void setHours(int hours) {
        this.hours = hours;
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        if (hours < 0) {
            throw new AbortException("runwayApproval: hours is " + hours + "; it must be 0, for ever, or more.");
        }
        return new Execution(context, environment, hours);
    }

    static final class Execution extends ControllerExecution {
        private static final long serialVersionUID = 1L;

        private final String environment;
        private final long asked;
        private final long until;

        Execution(StepContext context, String environment, int hours) {
            super(context);
            this.environment = environment;
            asked = System.currentTimeMillis();
            until = hours == 0 ? 0 : asked + TimeUnit.HOURS.toMillis(hours);
        }

        @Override
        protected Object work() throws IOException, InterruptedException {
            Run<?, ?> run = getContext().get(Run.class);
            DeploymentsAction action = DeploymentsAction.of(run);
            DeploymentRecord plan = action.newest(environment)
                    .filter(DeploymentRecord::isPlan)
                    .orElseThrow(() ->
                            new AbortException("runwayApproval: this build has no plan of '" + environment + "'."));
            String build = getContext().get(EnvVars.class).get("BUILD_URL", "/" + run.getUrl());
            ApprovalRecord approval = asked(run, plan, build + "deployments/" + action.position(plan) + "/");
            action.update(plan.getId(), record -> record.setApproval(approval));
            getContext().get(TaskListener.class).getLogger().println(approval.getText());
            return approval.tree();
        }

        /** Of other jobs' bakes nothing is told here, as the log is for all who may see this job. */
        private ApprovalRecord asked(Run<?, ?> run, DeploymentRecord plan, String url) {
            Job<?, ?> job = run.getParent();
            String ami = plan.getAmi();
            ApprovalChecks.Known known = new ApprovalChecks.Known(
                    AmiBake.packageLook(ami, job),
                    !ami.isEmpty() && TasksAction.hasTested(run, ami) ? run.getNumber() + "/tasks/" : "");
            return new ApprovalQuestion(
                            plan,
                            ApprovalFacts.of(plan, one -> AmiBake.of(one, job)),
                            ApprovalChecks.of(plan, JobDeployments.index(job), known))
                    .asked("Deploy-" + environment, asked, until, url);
        }
    }

    /** What a Jenkinsfile writes. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "runwayApproval";
        }

        @Override
        public String getDisplayName() {
            return Messages.RunwayApproval_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, EnvVars.class);
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return String.valueOf(arguments.get("environment"));
        }
    }
}
