package io.jenkins.plugins.amibakery.results.page;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.DescriptorVisibilityFilter;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.Messages;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Shows what an approval is decided by where the Pipeline step {@code input} asks for it: a parameter without a value. Not for jobs, which are not
 * asked anything.
 */
public final class DeploymentApprovalParameter extends ParameterDefinition {
    private static final long serialVersionUID = 1L;

    private final String environment;

    /** @param environment of the plan, for which the step {@code runwayApproval} gathered the facts */
    @DataBoundConstructor
    public DeploymentApprovalParameter(String environment) {
        super("deploymentApproval");
        this.environment = Util.fixNull(environment);
    }

    public String getEnvironment() {
        return environment;
    }

    /** What is asked by the build whose page is shown; null when nothing was gathered. */
    public ApprovalView getView() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        Run<?, ?> run = request == null ? null : request.findAncestorObject(Run.class);
        DeploymentsAction action = run == null ? null : run.getAction(DeploymentsAction.class);
        return action == null ? null : action.getView().approval(environment);
    }

    /** Null: it has no value. */
    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return null;
    }

    /** Null: it has no value. */
    @Override
    public ParameterValue createValue(StaplerRequest2 request) {
        return null;
    }

    /** Names it in a Jenkinsfile. */
    @Extension
    public static final class DescriptorImpl extends ParameterDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.DeploymentApproval_displayName();
        }
    }

    /** Keeps it out of the configuration of jobs. */
    @Extension
    public static final class NotForJobs extends DescriptorVisibilityFilter {
        @Override
        @SuppressWarnings("rawtypes") // as Jenkins declares it
        public boolean filter(Object context, Descriptor descriptor) {
            return !(descriptor instanceof DescriptorImpl);
        }
    }
}
