package hudson.model;

import hudson.EnvVars;
import hudson.remoting.VirtualChannel;
import hudson.security.AccessControlled;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** A node that is connected, or could be. */
public abstract class Computer extends Actionable implements AccessControlled {
    public static final ExecutorService threadPoolForRemoting = null;

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

    public EnvVars getEnvironment() throws IOException, InterruptedException {
        return null;
    }

    public List<Executor> getExecutors() {
        return List.of();
    }

    public List<OneOffExecutor> getOneOffExecutors() {
        return List.of();
    }

    public static Computer currentComputer() {
        return null;
    }
}
