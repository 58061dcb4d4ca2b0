package jenkins.triggers;

import hudson.model.Item;
import hudson.model.TaskListener;
import hudson.scm.PollingResult;
import hudson.scm.SCM;
import java.util.Collection;

/** A job whose source control can be asked for something new. */
public interface SCMTriggerItem {
    PollingResult poll(TaskListener listener);

    Collection<? extends SCM> getSCMs();

    /** Finds them. */
    class SCMTriggerItems {
        private SCMTriggerItems() {}

        public static SCMTriggerItem asSCMTriggerItem(Item item) {
            return null;
        }
    }
}
