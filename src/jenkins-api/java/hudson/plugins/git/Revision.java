package hudson.plugins.git;

/** A commit that Jenkins' git plugin knows. */
public class Revision {
    private Revision() {}

    public String getSha1String() {
        return null;
    }
}
