package hudson.model;

import hudson.EnvVars;
import hudson.console.AnnotatedLargeText;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** A build of a job. */
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements AccessControlled, Saveable {
    public static final Permission UPDATE = null;

    public static final Permission DELETE = null;

    public JobT getParent() {
        return null;
    }

    public RunT getPreviousBuild() {
        return null;
    }

    public int getNumber() {
        return 0;
    }

    public String getUrl() {
        return null;
    }

    public Result getResult() {
        return null;
    }

    public void setResult(Result result) {}

    public boolean isBuilding() {
        return false;
    }

    public List<Cause> getCauses() {
        return null;
    }

    public EnvVars getEnvironment(TaskListener taskListener) throws IOException, InterruptedException {
        return null;
    }

    public String getExternalizableId() {
        return null;
    }

    public static Run<?, ?> fromExternalizableId(String text) throws IllegalArgumentException {
        return null;
    }

    public String getFullDisplayName() {
        return null;
    }

    public File getRootDir() {
        return null;
    }

    public final long getTimeInMillis() {
        return 0;
    }

    @SuppressWarnings("rawtypes")
    public AnnotatedLargeText getLogText() {
        return null;
    }

    public void save() throws IOException {}
}
