package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.cloud.AmiStatus;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.rebake.AmiRef;
import io.jenkins.plugins.amibakery.engine.rebake.Survey;
import java.io.InvalidObjectException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a rebake trigger hears from an agent, which may lie. */
class HostileSurveyTest {
    private static final Region OREGON = new Region("us-west-2");
    private static final AmiId ID = new AmiId("ami-0d12b2c3d4e5f6071");
    private static final BaseImageQuery QUERY = BaseImageQuery.of(OREGON, ID);

    @Test
    void anAnswerComesAsItWent() throws Exception {
        Survey survey = new Survey(
                Map.of(QUERY, BaseImageAnswer.none("There is no base AMI")),
                Map.of(new AmiRef(OREGON, ID), AmiStatus.REVOKED),
                Map.of(new Region("eu-west-1"), "no answer"));

        assertThat(Wire.sent(survey)).isEqualTo(survey);
    }

    @Test
    void aBaseAmiComesWithItsAgeAndANameOfOneLine() throws Exception {
        Ami ami = new Ami(
                ID,
                OREGON,
                "debian\n12",
                "",
                AmiState.AVAILABLE,
                "",
                Optional.of(Instant.ofEpochMilli(1_000)),
                "",
                false,
                List.of(),
                Map.of());

        Survey sent = Wire.sent(new Survey(Map.of(QUERY, BaseImageAnswer.of(ami)), Map.of(), Map.of()));

        Ami found = sent.bases().get(QUERY).orFail();
        assertThat(found.name()).isEqualTo("debian 12");
        assertThat(found.created()).contains(Instant.ofEpochMilli(1_000));
    }

    @Test
    void whatIsNoAmiIsRefused() throws Exception {
        byte[] sent = Wire.written(new Survey(Map.of(), Map.of(new AmiRef(OREGON, ID), AmiStatus.GONE), Map.of()));
        byte[] tampered = Swollen.of(sent, ID.value(), "../../etc");

        assertThatThrownBy(() -> Wire.read(tampered))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("Not an AMI id: '../../etc'");
    }

    @Test
    void aStoryIsCutToALine() throws Exception {
        byte[] sent = Wire.written(new Survey(Map.of(), Map.of(), Map.of(OREGON, "no answer")));

        Survey read = (Survey) Wire.read(Swollen.of(sent, "no answer", "x\n".repeat(30_000)));

        assertThat(read.problems().get(OREGON)).hasSize(501).doesNotContain("\n");
    }
}
