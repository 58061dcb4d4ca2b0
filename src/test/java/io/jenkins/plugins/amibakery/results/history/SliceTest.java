package io.jenkins.plugins.amibakery.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
    private final List<Integer> all = List.of(1, 2, 3, 4, 5);

    @Test
    void theLastPageHasWhatIsLeft() {
        assertThat(Slice.of(all, 2, 1)).isEqualTo(new Slice<>(List.of(1, 2), 1, 3));
        assertThat(Slice.of(all, 2, 3)).isEqualTo(new Slice<>(List.of(5), 3, 3));
        assertThat(Slice.of(all, 5, 1)).isEqualTo(new Slice<>(all, 1, 1));
    }

    @Test
    void aPageThatIsNoneIsTheNearest() {
        assertThat(Slice.of(all, 2, 0).page()).isEqualTo(1);
        assertThat(Slice.of(all, 2, Integer.MAX_VALUE)).isEqualTo(new Slice<>(List.of(5), 3, 3));
    }

    @Test
    void nothingIsOneEmptyPage() {
        assertThat(Slice.of(List.of(), 2, 7)).isEqualTo(new Slice<>(List.of(), 1, 1));
    }
}
