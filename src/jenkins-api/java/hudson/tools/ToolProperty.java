package hudson.tools;

import hudson.ExtensionPoint;
import hudson.model.Describable;

/** A setting of a tool installation, such as how to install it. */
public abstract class ToolProperty<T extends ToolInstallation> implements Describable<ToolProperty<?>>, ExtensionPoint {
    public ToolProperty() {}
}
