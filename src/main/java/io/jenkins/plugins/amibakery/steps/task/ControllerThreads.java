package io.jenkins.plugins.amibakery.steps.task;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that work for Pipelines on the controller: two at most, no matter who asks for how much, and none while nobody asks. */
final class ControllerThreads {
    private static final ThreadPoolExecutor POOL =
            new ThreadPoolExecutor(2, 2, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ControllerThreads::thread);

    static {
        POOL.allowCoreThreadTimeOut(true);
    }

    private ControllerThreads() {}

    static Future<?> submit(Runnable work) {
        return POOL.submit(work);
    }

    /** Holds no class loader of a build, as it would by taking after the thread that asked first. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "AMI Bakery: short steps");
        thread.setDaemon(true);
        thread.setContextClassLoader(ControllerThreads.class.getClassLoader());
        return thread;
    }
}
