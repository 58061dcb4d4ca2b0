package hudson.model;

import java.io.File;

/** A job: what builds are of. */
@SuppressWarnings("rawtypes")
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements Item {
    public <T extends JobProperty> T getProperty(Class<T> type) {
        return null;
    }

    public File getRootDir() {
        return null;
    }

    public File getBuildDir() {
        return null;
    }

    public RunT getBuildByNumber(int number) {
        return null;
    }

    public boolean isBuilding() {
        return false;
    }

    public boolean isInQueue() {
        return false;
    }

    public boolean isBuildable() {
        return false;
    }

    public RunT getLastSuccessfulBuild() {
        return null;
    }

    public RunT getLastBuild() {
        return null;
    }
}
