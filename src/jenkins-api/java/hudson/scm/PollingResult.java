package hudson.scm;

/** What source control says to the question whether it has something new. */
public final class PollingResult {
    private PollingResult() {}

    public boolean hasChanges() {
        return false;
    }
}
