package hudson.scheduler;

import java.util.Calendar;

/** Moments, as lines like cron's give them. */
public final class CronTabList {
    private CronTabList() {}

    public static CronTabList create(String format, Hash hash) {
        return null;
    }

    public String checkSanity() {
        return null;
    }

    public Calendar next() {
        return null;
    }
}
