package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** State that one thread changes while others save it. */
class TaskStateTest {
    @Test
    @Timeout(120)
    void whatIsSavedIsOneMoment() throws Exception {
        Played.State state = new Played.State();
        AtomicBoolean over = new AtomicBoolean();
        Thread worker = new Thread(() -> {
            for (int i = 0; !over.get(); i++) {
                state.planned("/ws@tmp/" + i);
                LockSupport.parkNanos(1); // both threads want one lock: each lets the other have it
                state.again();
                LockSupport.parkNanos(1);
            }
        });
        worker.start();
        int planned = 0;
        try {
            // On a busy machine the worker may not run for a while: until both were seen.
            for (int i = 0; i < 20_000 || planned == 0 || planned == i; i++) {
                TaskState saved = read(written(state));
                boolean launches = saved.stage() == TaskState.Stage.LAUNCH;
                planned += launches ? 1 : 0;
                assertThat(saved.control() != null).as("stage " + saved.stage()).isEqualTo(launches);
            }
        } finally {
            over.set(true);
            worker.join();
        }
        assertThat(planned).as("both were seen").isPositive();
    }

    private static byte[] written(TaskState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(state);
        }
        return bytes.toByteArray();
    }

    private static TaskState read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (TaskState) in.readObject();
        }
    }
}
