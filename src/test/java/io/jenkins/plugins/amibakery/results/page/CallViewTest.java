package io.jenkins.plugins.amibakery.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.results.record.CallRecord;
import io.jenkins.plugins.amibakery.results.record.FailureRecord;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the page of tasks says that have no page of their own. */
class CallViewTest {
    private static final String HERE = "ami-0aaaaaaaaaaaaaaaa";
    private static final String THERE = "ami-0bbbbbbb";

    private final CallRecord task = new CallRecord("one", "findAmis", 1_000);

    private CallView view() {
        return new CallView(task, false);
    }

    @Test
    void anAmiInALineIsALinkThatLooksForItsPage() {
        task.setNotes(List.of("2 AMIs", HERE + " in us-west-2: it's ours, not " + THERE + "."));

        assertThat(view().getLines().get(0)).extracting(LinePart::getText).containsExactly("2 AMIs");
        List<LinePart> line = view().getLines().get(1);
        assertThat(line.stream().map(LinePart::getText).collect(Collectors.joining("|")))
                .isEqualTo(HERE + "| in us-west-2: it's ours, not |" + THERE + "|.");
        assertThat(line.get(0).getAmi().getPage()).isEqualTo("ami-bakery/ami/" + HERE + "/");
        assertThat(line.get(0).getAmi().getConsoleUrl()).contains("region=us-west-2");
        assertThat(line.get(1).getAmi()).isNull();
    }

    @Test
    void whatOnlyLooksLikeAnAmiIsText() {
        task.setNotes(List.of("my-ami-00000001x ami-0aaa ami-zzzzzzzz"));

        assertThat(view().getLines().get(0)).hasSize(1);
    }

    @Test
    void timesAndAddressesInALineArePartsOfTheirOwn() {
        task.setNotes(List.of(
                HERE + ": passed at 2026-12-01T02:05:24.203Z, deployed by http://ci.example/job/img/4/, and no more."));

        List<LinePart> line = view().getLines().get(0);

        assertThat(line)
                .extracting(LinePart::getText)
                .contains("2026-12-01T02:05:24.203Z", "http://ci.example/job/img/4/");
        assertThat(line).extracting(LinePart::getTime).contains(Date.from(Instant.parse("2026-12-01T02:05:24.203Z")));
        assertThat(line)
                .extracting(LinePart::getUrl)
                .filteredOn(url -> url != null)
                .containsExactly("http://ci.example/job/img/4/");
    }

    @Test
    void aTestCloudHasNoConsole() {
        task.setNotes(List.of(THERE + " in us-west-2"));
        task.setEndpoint("http://127.0.0.1:5000");

        assertThat(view().getLines().get(0).get(0).getAmi().getConsoleUrl()).isNull();
    }

    @Test
    void aStatusIsThatOfAnyTask() {
        assertThat(view().getStatus().getWord()).isEqualTo("Unfinished");
        assertThat(view().getFirstFailure()).startsWith("The build ended before this task");

        task.ended(List.of(), false);
        assertThat(view().getStatus().getWord()).isEqualTo("Done");
        assertThat(view().isTroubled()).isFalse();

        task.ended(List.of(FailureRecord.of("No region is given.")), false);
        assertThat(view().getStatus().getWord()).isEqualTo("Failed");
        assertThat(view().getFailures()).containsExactly("No region is given.");
    }
}
