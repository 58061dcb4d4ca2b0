package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.CloudWork;
import io.jenkins.plugins.amibakery.engine.bakery.LookWork;
import io.jenkins.plugins.amibakery.engine.bakery.SignWork;
import io.jenkins.plugins.amibakery.engine.bakery.WarmUpWork;
import io.jenkins.plugins.amibakery.engine.bakery.Workplace;
import io.jenkins.plugins.amibakery.engine.bakery.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.MadeAmi;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.SurveyWork;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCallTest {
    private static final Masker MASKER = new Masker(List.of("hunter22"));

    @TempDir
    Path workspace;

    /** What a piece of work does, by name, as a lambda must not cross. */
    private record Told(String what) implements CloudWork<String> {
        @Override
        public String run(Workplace place, Cloud cloud) throws IOException {
            switch (what) {
                case "bake" -> throw new BakeFailedException(FailureCause.TEMPLATE_ERROR, "hunter22 is wrong");
                case "deploy" -> throw new DeployFailedException(DeployFailureCause.RUNWAY_MISSING, "no runway");
                case "argument" -> throw new IllegalArgumentException("Not a region:\n'x'.");
                case "disk" -> throw new IOException("disk full");
                case "nothing" -> {
                    return null;
                }
                default -> {
                    return place.directory() + " " + place.environment().get("AWS_REGION");
                }
            }
        }
    }

    private EngineAnswer<String> asked(String what) throws Exception {
        RemoteIdentity identity = RemoteIdentity.ofEnvironment(new HashMap<>(Map.of("AWS_REGION", "us-west-2")));
        EngineCall<String> call = Wire.sent(new EngineCall<>(new Told(what), identity, null));
        return Wire.sent(call.invoke(workspace.toFile(), null));
    }

    @Test
    void workIsDoneInTheWorkspaceAndInItsEnvironment() throws Exception {
        assertThat(asked("").of(String.class, MASKER)).isEqualTo(workspace + " us-west-2");
    }

    @Test
    void aRefusalIsOneLineOfTheController() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asked("bake").of(String.class, MASKER))
                .withMessageStartingWith("**** is wrong. ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asked("deploy").of(String.class, MASKER))
                .withMessageStartingWith("no runway. ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asked("argument").of(String.class, MASKER))
                .withMessage("Not a region: 'x'.");
    }

    @Test
    void whatIsNoRefusalGoesOnAsItIs() {
        assertThatThrownBy(() -> asked("disk")).isInstanceOf(IOException.class).hasMessage("disk full");
    }

    @Test
    void anAnswerOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> asked("nothing").of(String.class, MASKER));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void anotherThingThanWasAskedForIsRefused() {
        EngineAnswer answer = EngineAnswer.done(7);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> answer.of(String.class, MASKER))
                .withMessage("The agent answers something else than was asked.");
    }

    @Test
    void aRefusalIsNeverLong() throws Exception {
        assertThat(EngineAnswer.refused("x".repeat(100_000)).refusal()).hasSizeLessThan(5_000);
        byte[] sent = Wire.written(EngineAnswer.refused("no"));
        byte[] swollen = Swollen.of(sent, "no", "x".repeat(60_000));

        assertThatThrownBy(() -> Wire.read(swollen))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("the reason of a refusal has 60000 characters");
    }

    @Test
    void everyKindOfWorkCrosses() throws Exception {
        Region region = new Region("us-west-2");
        AmiId ami = new AmiId("ami-0d53cc9bd365ad65b");
        for (CloudWork<?> work : List.of(
                new LookWork(new Sight.Due(Sight.At.INSTANCE, "i-0123abcd"), List.of("us-west-2")),
                new SignWork(Map.of()),
                new WarmUpWork(List.of("us-west-2")),
                new SurveyWork(List.of(BaseImageQuery.of(region, ami)), List.of(new MadeAmi(region, ami))))) {
            assertThat(Wire.sent(work)).isEqualTo(work);
        }
    }
}
