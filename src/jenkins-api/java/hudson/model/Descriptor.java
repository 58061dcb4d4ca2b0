package hudson.model;

import hudson.security.Permission;
import jenkins.model.GlobalConfigurationCategory;

/** What there is once per configurable class: its name, defaults, validation and saved settings. */
public abstract class Descriptor<T extends Describable<T>> implements Saveable {
    protected Descriptor(Class<? extends T> clazz) {}

    protected Descriptor() {}

    public String getDisplayName() {
        return null;
    }

    public GlobalConfigurationCategory getCategory() {
        return null;
    }

    public Permission getRequiredGlobalConfigPagePermission() {
        return null;
    }

    public void save() {}

    public void load() {}
}
