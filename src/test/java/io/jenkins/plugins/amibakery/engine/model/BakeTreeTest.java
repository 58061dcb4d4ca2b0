package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.Schema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one form of a bake's report for scripts and programs. */
class BakeTreeTest {
    private static final Schema SCHEMA = Schema.of("bake");
    private static final Duration TOOK = Duration.ofMillis(12_400);
    private static final Failure FAILED = new Failure("web", FailureCause.AMI_GONE, "it is gone");

    @Test
    void aScriptGetsMapsListsTextsAndWholeMilliseconds() {
        Map<String, Object> tree = BakeReports.of(List.of(BakeReports.AMI), List.of(), List.of(), TOOK)
                .tree();

        assertThat(tree)
                .containsEntry("bakeId", "b-1")
                .containsEntry("outcome", "success")
                .containsEntry("durationMillis", 12_400L)
                .containsEntry(
                        "phases", List.of(Map.of("builder", "web", "phase", "provision", "durationMillis", 9_234L)))
                .doesNotContainKey("lock");
        assertThat(((List<?>) tree.get("amis")).get(0))
                .isEqualTo(Map.ofEntries(
                        Map.entry("id", "ami-0d53cc9bd365ad65b"),
                        Map.entry("region", "us-west-2"),
                        Map.entry("name", "img-1"),
                        Map.entry("builder", "web"),
                        Map.entry("recipe", "img"),
                        Map.entry("version", ""),
                        Map.entry("commit", ""),
                        Map.entry("bakeId", "b-1"),
                        Map.entry("sourceAmi", "ami-0aaaaaaaaaaaaaaaa"),
                        Map.entry("state", "available"),
                        Map.entry("owner", "123456789012"),
                        Map.entry("created", "2026-11-22T16:22:33Z"),
                        Map.entry("architecture", "x86_64"),
                        Map.entry("imdsV2Required", true),
                        Map.entry("snapshots", List.of(Map.of("id", "snap-1", "sizeGiB", 8))),
                        Map.entry(
                                "tags",
                                BakeReports.AMI.described().orElseThrow().tags())));
        assertThat(SCHEMA.faults(tree)).isEmpty();
    }

    @Test
    void versionAndCommitAreThoseOfTheBakeryOrElseOfTheTemplate() {
        Map<String, String> template = Map.of("Version", "0.1.0", "Commit", "abc");

        assertThat(Tags.version(template)).isEqualTo("0.1.0");
        assertThat(Tags.commit(template)).isEqualTo("abc");
        assertThat(Tags.commit(Map.of("Commit", "", Tags.COMMIT, "def"))).isEqualTo("def");
        assertThat(Tags.version(Map.of())).isEmpty();
    }

    @Test
    void aBakeThatFailedInPartTellsWhereAndWhatItLeft() {
        Map<String, Object> tree = BakeReports.of(List.of(BakeReports.AMI), List.of(FAILED), BakeReports.LEFT, TOOK)
                .tree();

        assertThat(tree)
                .containsEntry("outcome", "failure")
                .containsEntry(
                        "failures",
                        List.of(Map.of(
                                "where", "web",
                                "cause", "ami_gone",
                                "detail", "it is gone",
                                "remedy", FailureCause.AMI_GONE.remedy())));
        assertThat(SCHEMA.faults(tree)).isEmpty();
    }

    @Test
    void whateverBecameOfItFitsTheSchema() {
        Failure cancelled = Failure.of(FailureCause.CANCELLED, "The bake was cancelled");
        LockUpdate lock = new LockUpdate(
                "web.lock.json", false, List.of(new LockChange("web: package jq", "", "1.6")), List.of("web"));

        assertThat(SCHEMA.faults(BakeReports.of(List.of(), List.of(cancelled), BakeReports.LEFT, TOOK)
                        .tree()))
                .isEmpty();
        assertThat(SCHEMA.faults(
                        BakeReports.of(List.of(BakeReports.AMI), List.of(), List.of(), TOOK, lock, List.of("a note"))
                                .tree()))
                .isEmpty();
    }

    @Test
    void whatTheCloudWasNotAskedIsAnEmptyTextAndFitsToo() {
        Map<String, Object> tree = BakeReports.of(List.of(BakeReports.NAMED), List.of(), List.of(), Duration.ZERO)
                .tree();

        assertThat(BakeReports.NAMED.tree())
                .containsEntry("builder", "web")
                .containsEntry("name", "")
                .containsEntry("created", "")
                .containsEntry("imdsV2Required", false)
                .containsEntry("snapshots", List.of());
        assertThat(SCHEMA.faults(tree)).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNotInIt() {
        BakeReport report = BakeReports.of(List.of(BakeReports.AMI), List.of(), List.of(), TOOK);
        LinkedHashMap<String, Object> tree = report.tree();
        tree.put("seconds", 12.4);
        tree.put("durationMillis", 1.5);
        tree.remove("notes");
        LinkedHashMap<String, Object> ami = BakeReports.AMI.tree();
        ami.put("buildTime", "2026-11-22T16:22:33Z");
        tree.put("amis", List.of(ami));

        assertThat(SCHEMA.faults(tree)).hasSize(4);
    }
}
