package hudson.model;

import hudson.security.Permission;
import jenkins.model.GlobalConfigurationCategory;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

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

    public T newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        return null;
    }

    @SuppressWarnings("rawtypes")
    protected void addHelpFileRedirect(String text, Class<? extends Describable> type, String text2) {}

    public void save() {}

    public void load() {}

    /** What was typed into a form is no good. */
    public static final class FormException extends Exception {
        public FormException(String text, String text2) {}

        private static final long serialVersionUID = 1L;
    }
}
