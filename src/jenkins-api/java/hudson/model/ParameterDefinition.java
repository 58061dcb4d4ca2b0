package hudson.model;

import hudson.ExtensionPoint;
import java.io.Serializable;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** Something that is asked before a build, or by the step input. */
public abstract class ParameterDefinition implements Describable<ParameterDefinition>, ExtensionPoint, Serializable {
    protected ParameterDefinition(String name) {}

    public String getName() {
        return null;
    }

    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return null;
    }

    public ParameterValue createValue(StaplerRequest2 request) {
        return null;
    }

    public abstract static class ParameterDescriptor extends Descriptor<ParameterDefinition> {
        protected ParameterDescriptor() {}

        @Override
        public String getDisplayName() {
            return null;
        }
    }
}
