package hudson.model;

import hudson.remoting.VirtualChannel;
import hudson.security.AccessControlled;

/** A node that is connected, or could be. */
public abstract class Computer extends Actionable implements AccessControlled {
    public String getName() {
        return null;
    }

    public Node getNode() {
        return null;
    }

    public abstract VirtualChannel getChannel();

    public final boolean isOnline() {
        return false;
    }

    public abstract Boolean isUnix();

    public static Computer currentComputer() {
        return null;
    }
}
