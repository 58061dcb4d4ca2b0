package hudson.model;

/** Something with a name for people. */
public interface ModelObject {
    String getDisplayName();
}
