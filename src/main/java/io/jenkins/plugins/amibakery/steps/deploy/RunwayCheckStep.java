package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.results.page.DeploymentsAction;
import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import io.jenkins.plugins.amibakery.steps.task.ControllerExecution;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The Pipeline step {@code runwayCheck}: keeps what was checked of a deployment or plan, such as by a smoke test. */
public final class RunwayCheckStep extends Step {
    private final String environment;
    private final String name;
    private final String verdict;
    private String evidence = "";
    private String address = "";

    /**
     * @param environment of the deployment or plan, the last one of the build
     * @param name what was checked; a check of the same name is replaced
     * @param verdict {@code passed}, {@code warning}, {@code failed} or {@code not_known}
     */
    @DataBoundConstructor
    public RunwayCheckStep(String environment, String name, String verdict) {
        this.environment = Util.fixNull(environment).strip();
        this.name = Util.fixNull(name).strip();
        this.verdict = Util.fixNull(verdict).strip();
    }

    public String getEnvironment() {
        return environment;
    }

    public String getName() {
        return name;
    }

    public String getVerdict() {
        return verdict;
    }

    public String getEvidence() {
        return evidence;
    }

    /** @param evidence what tells so, in one line */
    @DataBoundSetter
    public void setEvidence(String evidence) {
        this.evidence = Util.fixNull(evidence).strip();
    }

    public String getAddress() {
        return address;
    }

    /** @param address what was asked, such as a URL */
    @DataBoundSetter
    public void setAddress(String address) {
        this.address = Util.fixNull(address).strip();
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        try {
            Check check = new Check(name, Verdict.of(verdict), evidence);
            return new Execution(context, environment, check, address);
        } catch (IllegalArgumentException e) {
            throw (AbortException) new AbortException("runwayCheck: " + e.getMessage()).initCause(e);
        }
    }

    static final class Execution extends ControllerExecution {
        private static final long serialVersionUID = 1L;

        private final String environment;
        private final Check check;
        private final String address;
        private final long when;

        Execution(StepContext context, String environment, Check check, String address) {
            super(context);
            this.environment = environment;
            this.check = check;
            this.address = address;
            when = System.currentTimeMillis();
        }

        @Override
        protected Object work() throws IOException, InterruptedException {
            Run<?, ?> run = getContext().get(Run.class);
            DeploymentsAction action = DeploymentsAction.of(run);
            String id = action.newest(environment)
                    .orElseThrow(() -> new AbortException(
                            "runwayCheck: this build has no deployment or plan of '" + environment + "'."))
                    .getId();
            action.update(id, record -> record.addCheck(new CheckRecord(check, address, when)));
            Optional<String> gap = DeployAttestations.keep(run, id);
            if (gap.isPresent()) {
                getContext().get(TaskListener.class).getLogger().println(gap.get());
            }
            return null;
        }
    }

    /** What a Jenkinsfile writes. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "runwayCheck";
        }

        @Override
        public String getDisplayName() {
            return Messages.RunwayCheck_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return arguments.get("environment") + ": " + arguments.get("name");
        }
    }
}
