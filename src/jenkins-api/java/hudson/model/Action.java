package hudson.model;

/** Something on the sidebar and under the URL of its owner; each name null: hidden. */
public interface Action extends ModelObject {
    String getIconFileName();

    String getUrlName();
}
