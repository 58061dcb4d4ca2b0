package hudson.tools;

import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.io.File;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** Describes a tool and holds its installations. */
public abstract class ToolDescriptor<T extends ToolInstallation> extends Descriptor<ToolInstallation> {
    private T[] installations;

    protected ToolDescriptor() {}

    public T[] getInstallations() {
        return installations;
    }

    @SuppressWarnings("unchecked")
    public void setInstallations(T... value) {
        installations = value;
    }

    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        return false;
    }

    public FormValidation doCheckHome(File file) {
        return null;
    }
}
