package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.bakery.rebake.AmiNow;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.MadeAmi;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.Survey;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurveyAnswerTest {
    private static final Region OREGON = new Region("us-west-2");
    private static final AmiId ID = new AmiId("ami-0d12b2c3d4e5f6071");
    private static final BaseImageQuery QUERY = BaseImageQuery.of(OREGON, ID);

    @Test
    void anAnswerComesAsItWent() throws Exception {
        Survey survey = new Survey(
                Map.of(QUERY, BaseImageAnswer.none("There is no base AMI")),
                Map.of(new MadeAmi(OREGON, ID), AmiNow.REVOKED),
                Map.of(new Region("eu-west-1"), "no answer"));

        assertThat(sent(SurveyAnswer.of(survey)).survey()).isEqualTo(survey);
    }

    @Test
    void aBaseAmiComesWithItsNameAndAge() {
        SurveyAnswer answer = answer(new SurveyAnswer.Base(
                "{\"region\":\"us-west-2\",\"id\":\"ami-0d12b2c3d4e5f6071\",\"includeDeprecated\":true}",
                "ami-0123456789abcdef0",
                "debian\n12",
                1_000,
                ""));

        assertThat(answer.survey().bases().get(QUERY).orFail()).satisfies(ami -> {
            assertThat(ami.id().value()).isEqualTo("ami-0123456789abcdef0");
            assertThat(ami.name()).isEqualTo("debian 12");
            assertThat(ami.created().orElseThrow().toEpochMilli()).isEqualTo(1_000);
        });
    }

    @Test
    void whatIsNoAmiIsRefused() {
        SurveyAnswer query = answer(new SurveyAnswer.Base("rm -rf", null, "", 0, ""));
        SurveyAnswer ami = new SurveyAnswer(
                new ArrayList<>(),
                new ArrayList<>(List.of(new SurveyAnswer.Made("us-west-2", "../../etc", "available"))),
                new HashMap<>());

        assertThatThrownBy(query::survey).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(ami::survey).isInstanceOf(IllegalArgumentException.class);
    }

    private static SurveyAnswer answer(SurveyAnswer.Base base) {
        return new SurveyAnswer(new ArrayList<>(List.of(base)), new ArrayList<>(), new HashMap<>());
    }

    private static SurveyAnswer sent(SurveyAnswer answer) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(answer);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (SurveyAnswer) in.readObject();
        }
    }
}
