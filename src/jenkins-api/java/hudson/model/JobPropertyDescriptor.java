package hudson.model;

/** Describes a job property. */
public abstract class JobPropertyDescriptor extends Descriptor<JobProperty<?>> {
    protected JobPropertyDescriptor() {}

    @SuppressWarnings("rawtypes")
    public boolean isApplicable(Class<? extends Job> type) {
        return false;
    }
}
