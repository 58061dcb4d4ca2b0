package hudson.model;

import java.util.Set;

/** What nodes have in common, or an expression of it. */
public abstract class Label {
    private Label() {}

    public Set<Node> getNodes() {
        return null;
    }
}
