package jenkins.util;

import java.util.concurrent.ScheduledExecutorService;

/** Jenkins' clock: starts short things later. */
public class Timer {
    public static synchronized ScheduledExecutorService get() {
        return null;
    }
}
