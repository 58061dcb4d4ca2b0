package hudson.model;

/** Why a build runs. */
public class CauseAction implements Action {
    public CauseAction(Cause... causes) {}

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
