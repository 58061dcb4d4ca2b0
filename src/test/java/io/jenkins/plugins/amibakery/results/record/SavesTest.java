package io.jenkins.plugins.amibakery.results.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavesTest {
    private record Task(long at, Runnable task) {}

    private final List<Long> saved = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private long now;
    private boolean full;
    private final Saves saves = new Saves(
            () -> {
                if (full) {
                    throw new IOException("No space left on device");
                }
                saved.add(now);
            },
            () -> now,
            (millis, task) -> tasks.add(new Task(now + millis, task)));

    @Test
    void aThousandChangesInASecondAreSavedTwice() throws IOException {
        for (; now < 1_000; now++) {
            saves.soon();
        }
        pass(1_000);

        assertThat(saved).containsExactly(0L, 1_000L);
    }

    @Test
    void itIsNeverSavedMoreOftenThanOnceASecondAndTheLastChangeAlways() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            saves.soon();
            pass(7);
        }
        pass(1_000);

        assertThat(saved.size()).isBetween(70, 72);
        for (int i = 1; i < saved.size(); i++) {
            assertThat(saved.get(i) - saved.get(i - 1)).isGreaterThanOrEqualTo(1_000);
        }
        assertThat(saved.get(saved.size() - 1)).isGreaterThanOrEqualTo(69_993L);
    }

    @Test
    void theEndIsSavedAtOnce() throws IOException {
        saves.soon();
        now = 10;
        saves.now();

        assertThat(saved).containsExactly(0L, 10L);
    }

    @Test
    void whatAFullDiskKeptFromBeingSavedIsSavedLater() throws IOException {
        full = true;
        assertThatThrownBy(saves::now).hasMessage("No space left on device");
        pass(90_000);
        assertThat(saved).isEmpty();

        full = false;
        pass(30_000);

        assertThat(saved).hasSize(1);
        assertThat(tasks).isEmpty();
    }

    @Test
    void aBuildThatIsGoneIsGivenUp() {
        full = true;
        assertThatThrownBy(saves::now).isInstanceOf(IOException.class);
        pass(86_400_000);

        assertThat(tasks).isEmpty();
    }

    private void pass(long millis) {
        long until = now + millis;
        while (tasks.stream().anyMatch(task -> task.at() <= until)) {
            Task next = tasks.stream()
                    .min((one, other) -> Long.compare(one.at(), other.at()))
                    .orElseThrow();
            tasks.remove(next);
            now = next.at();
            next.task().run();
        }
        now = until;
    }
}
