package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.deploy.Approval;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan in a file, between those who plan and those who approve. */
@Tag("hostile")
class PlanFileTest {
    private static final String REPLACED = "ami-0aaaaaaaaaaaaaaaa";
    private static final PlanDigest PLAN = new PlanDigest(
            "dev",
            "ami-0d53cc9bd365ad65b",
            "cfngin.yml 1\n",
            Map.of("us-west-2/web", "a".repeat(64), "us-west-2/db", "b".repeat(64)),
            List.of());

    @TempDir
    private Path directory;

    @Test
    void aPlanIsReadAsItWasWritten() throws IOException {
        Path file = directory.resolve("plan.json");

        new PlanFile(PLAN, REPLACED).write(file);

        assertThat(PlanFile.read(file)).isEqualTo(new PlanFile(PLAN, REPLACED));
    }

    @Test
    void whyAPlanIsNotWholeIsKeptToo() throws IOException {
        Path file = directory.resolve("plan.json");
        PlanDigest gaps =
                new PlanDigest("dev", "", "", Map.of(), List.of("us-west-2/web could not be planned: no vpc"));

        new PlanFile(gaps, REPLACED).write(file);

        assertThat(PlanFile.read(file).digest().isWhole()).isFalse();
        assertThat(PlanFile.read(file).digest().gaps()).isEqualTo(gaps.gaps());
    }

    @ParameterizedTest
    @CsvSource({
        "dev, prod",
        "ami-0d53cc9bd365ad65b, ami-0ffffffffffffffff",
        "cfngin.yml 1, cfngin.yml 2",
        "us-west-2/web, us-east-1/web",
        "aaaaaaaa, cccccccc",
    })
    void aPlanThatWasChangedIsRefused(String before, String after) throws IOException {
        Path file = directory.resolve("plan.json");
        new PlanFile(PLAN, REPLACED).write(file);
        Files.writeString(file, Files.readString(file).replace(before, after));

        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + file + "' is no plan, or was changed since it was written: its digest does not fit.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "7", "\"sha256:\"", "{\"digest\": \"sha256:0\"}", "{\"stacks\": [1]}"})
    void whatIsNoPlanIsSaidSo(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("plan.json"), text);

        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "plan", "<html>", "{\"digest\": }"})
    void whatIsNotJsonIsSaidSoWithoutBeingQuoted(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("plan.json"), text + " hunter2");

        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + file + "' is no plan: it is not JSON.");
    }

    @Test
    void anApprovalIsGivenByTheFileOfItsPlan() throws IOException {
        Path file = directory.resolve("plan.json");
        new PlanFile(PLAN, REPLACED).write(file);

        Approval approval = ApprovalOption.read(file.toString());

        assertThat(approval.digest()).isEqualTo(PLAN.value());
        assertThat(approval.plan()).contains(PLAN);
    }

    @Test
    void anApprovalByADigestThatNobodyKnowsHereSaysWhyItKnowsNoMore() throws IOException {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);

        Approval approval = ApprovalOption.read(digest);

        assertThat(approval.digest()).isEqualTo(digest);
        assertThat(approval.plan()).isEmpty();
        assertThat(approval.whyUnknown()).contains("was not made on this machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "sha256:12", "/no/such/plan.json", "a\u0000b", "SHA256:0123456789abcdef", ""})
    void whatIsNeitherIsNamed(String given) {
        assertThatThrownBy(() -> ApprovalOption.read(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--approved '" + given + "' is neither a plan's digest");
    }

    @Test
    void aDirectoryIsNoPlan() {
        assertThatThrownBy(() -> ApprovalOption.read(directory.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is neither a plan's digest");
    }
}
