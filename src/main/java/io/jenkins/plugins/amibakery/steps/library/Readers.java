package io.jenkins.plugins.amibakery.steps.library;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that read for Pipelines: two at most, no matter who asks for how much, and none while nobody asks. */
final class Readers {
    private static final ThreadPoolExecutor POOL =
            new ThreadPoolExecutor(2, 2, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Readers::thread);

    static {
        POOL.allowCoreThreadTimeOut(true);
    }

    private Readers() {}

    static Future<?> submit(Runnable reading) {
        return POOL.submit(reading);
    }

    /** Holds no class loader of a build, as it would by taking after the thread that asked first. */
    private static Thread thread(Runnable reading) {
        Thread thread = new Thread(reading, "AMI Bakery: readBakeryConfig");
        thread.setDaemon(true);
        thread.setContextClassLoader(Readers.class.getClassLoader());
        return thread;
    }
}
