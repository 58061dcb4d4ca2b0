package hudson.model;

import java.util.List;

/** Something that has actions. */
public abstract class Actionable implements ModelObject {
    public Actionable() {}

    public List<Action> getActions() {
        return null;
    }

    public <T extends Action> List<T> getActions(Class<T> type) {
        return null;
    }

    public <T extends Action> T getAction(Class<T> type) {
        return null;
    }

    public void addAction(Action action) {}

    public boolean addOrReplaceAction(Action action) {
        return false;
    }
}
