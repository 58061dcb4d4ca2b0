package hudson.tools;

import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.io.File;

/** Describes a tool and holds its installations. */
public abstract class ToolDescriptor<T extends ToolInstallation> extends Descriptor<ToolInstallation> {
    protected ToolDescriptor() {}

    public T[] getInstallations() {
        return null;
    }

    @SuppressWarnings("unchecked")
    public void setInstallations(T... value) {}

    public FormValidation doCheckHome(File file) {
        return null;
    }
}
