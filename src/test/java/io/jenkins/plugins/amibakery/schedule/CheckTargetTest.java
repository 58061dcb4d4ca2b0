package io.jenkins.plugins.amibakery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.rebake.AmiRef;
import io.jenkins.plugins.amibakery.engine.rebake.Survey;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("hostile")
class CheckTargetTest {
    private static final Set<AmiRef> AMIS =
            Set.of(new AmiRef(new Region("us-west-2"), new AmiId("ami-0123456789abcdef0")));

    @Test
    void theControllerCallsNoEndpointThatAJobChose() throws Exception {
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            trap.setSoTimeout(200);
            CheckTarget place = CheckTarget.onController(null, "http://127.0.0.1:" + trap.getLocalPort() + "/", false);

            Survey survey = place.ask(Set.of(), AMIS);

            assertThat(survey.toString()).contains("the controller calls only AWS");
            assertThat(place.shown())
                    .contains("from the controller at http")
                    .contains("(not possible: the controller calls only AWS");
            Assertions.assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void anAgentThatDoesNotTakeTheJobIsNotAsked() {
        AgentOfLabel agent = AgentOfLabel.chosen(
                "aws", List.of("prod-1", "prod-2"), name -> name, name -> Optional.of("p lacks permission on " + name));

        assertThat(agent.node()).isEmpty();
        CheckTarget place = new CheckTarget("aws", agent.node(), agent.refusal(), null, "");
        assertThat(place.ask(Set.of(), AMIS).toString())
                .contains("the job may not run on an agent of the label 'aws': p lacks permission on prod-2");
    }

    @Test
    void theFirstAgentThatTakesTheJobIsAsked() {
        assertThat(AgentOfLabel.chosen(
                        "aws",
                        List.of("prod-1", "open-1", "open-2"),
                        name -> name,
                        name -> name.startsWith("prod") ? Optional.of("no") : Optional.empty()))
                .isEqualTo(new AgentOfLabel("open-1", ""));
        assertThat(AgentOfLabel.chosen("aws", List.<String>of(), name -> name, name -> Optional.empty())
                        .refusal())
                .isEqualTo("no agent of the label 'aws' is connected");
    }
}
