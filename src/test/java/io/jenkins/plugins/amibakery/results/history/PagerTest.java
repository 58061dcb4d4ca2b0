package io.jenkins.plugins.amibakery.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.results.record.PackageLine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagerTest {
    private static final Query ASKED = new Query().with("q", "a&b=\"ü\"").with("status", "");

    @Test
    void linksLeadToNeighboursAndEndsAndKeepWhatWasAsked() {
        Pager pager = new Pager(ASKED, 3, 9);

        assertThat(pager.isNeeded()).isTrue();
        assertThat(pager.getText()).isEqualTo("Page 3 of 9");
        assertThat(pager.getFirst()).isEqualTo("?q=a%26b%3D%22%C3%BC%22");
        assertThat(pager.getPrevious()).isEqualTo("?q=a%26b%3D%22%C3%BC%22&page=2");
        assertThat(pager.getNext()).endsWith("&page=4");
        assertThat(pager.getLast()).endsWith("&page=9");
    }

    @Test
    void thereIsNoLinkBeyondTheEnds() {
        assertThat(new Pager(ASKED, 1, 2).getPrevious()).isNull();
        assertThat(new Pager(ASKED, 2, 2).getNext()).isNull();
        assertThat(new Pager(new Query(), 2, 2).getPrevious()).isEqualTo(".");
        assertThat(new Pager(ASKED, 1, 1).isNeeded()).isFalse();
    }

    @Test
    void whatIsNoPageIsTheFirst() {
        assertThat(Query.pageNumber("7")).isEqualTo(7);
        assertThat(Query.pageNumber(null)).isEqualTo(1);
        assertThat(Query.pageNumber("-3")).isEqualTo(1);
        assertThat(Query.pageNumber("99999999999999")).isEqualTo(1);
        assertThat(Query.pageNumber("1e3")).isEqualTo(1);
    }

    @Test
    void packagesThatDifferAreListedByName() {
        assertThat(PackageLine.between(Map.of("b", "1", "a", "1", "c", "1"), Map.of("b", "2", "c", "1", "d", "1")))
                .extracting(line -> line.getName() + ":" + line.getBefore() + ">" + line.getAfter())
                .containsExactly("a:1>", "b:1>2", "d:>1");
    }
}
