package hudson.tools;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** A program by the name of one of its installations. */
public abstract class ToolInstallation implements Describable<ToolInstallation>, Serializable, ExtensionPoint {
    private final String name;
    private final String home;

    protected ToolInstallation(String text, String text2, List<? extends ToolProperty<?>> values) {
        name = text;
        home = text2;
    }

    public String getName() {
        return name;
    }

    public String getHome() {
        return home;
    }

    public void buildEnvVars(EnvVars envVars) {}

    public ToolInstallation translate(Node node, EnvVars envVars, TaskListener taskListener)
            throws IOException, InterruptedException {
        return null;
    }

    protected String translateFor(Node node, TaskListener taskListener) throws IOException, InterruptedException {
        return null;
    }

    private static final long serialVersionUID = 1L;
}
