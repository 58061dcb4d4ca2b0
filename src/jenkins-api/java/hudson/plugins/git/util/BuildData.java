package hudson.plugins.git.util;

import hudson.model.Action;
import hudson.plugins.git.Revision;

/** What the git plugin has checked out in a build. */
public class BuildData implements Action {
    public Revision getLastBuiltRevision() {
        return null;
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
