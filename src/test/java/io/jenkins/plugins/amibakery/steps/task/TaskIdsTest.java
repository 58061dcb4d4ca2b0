package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskIdsTest {
    @Test
    void idsAreGoodAsFileNamesWhateverTheJobIsCalled() {
        assertThat(TaskIds.next("../we b/$(id)'", 7)).matches("we-b-id-+7-[0-9a-f]{8}");
        assertThat(TaskIds.next("日本", 1)).matches("[A-Za-z0-9-]+-1-[0-9a-f]{8}");
        assertThat(TaskIds.next("x".repeat(300), 1)).hasSize(40 + 1 + 1 + 1 + 8);
    }
}
