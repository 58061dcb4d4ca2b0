package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.steps.task.NamedValues;
import io.jenkins.plugins.amibakery.steps.task.TaskResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BakeParametersTest {
    @Test
    void aTemplateIsEnough() {
        assertThatCode(() -> with(parameters -> {}).check()).doesNotThrowAnyException();
    }

    @Test
    void whatCannotBeRightIsSaidInOneLine() {
        assertRefused(parameters -> parameters.template = " ", "template is empty");
        assertRefused(parameters -> parameters.setRegion("mars"), "Not a region: 'mars'");
        assertRefused(parameters -> parameters.setRoleArn("baker"), "Not a role: 'baker'");
        assertRefused(parameters -> parameters.awaitSeconds = 0, "awaitSeconds is 0");
        assertRefused(parameters -> parameters.graceSeconds = -1, "graceSeconds is -1");
        assertRefused(parameters -> parameters.setExternalId("x"), "also give roleArn");
        assertRefused(
                parameters -> {
                    parameters.setProfile("one");
                    parameters.setCredentialsId("two");
                },
                "cannot be combined");
        assertRefused(
                parameters -> {
                    parameters.only.add("a");
                    parameters.except.add("b");
                },
                "cannot be combined");
    }

    @Test
    void whatAHandWrittenJobLacksHasItsDefault() throws Exception {
        BakeAmiStep written = new BakeAmiStep("web.json");
        written.only = null;
        written.awaitSeconds = 0;
        written.parallelBuilds = 3;

        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(saved)) {
            out.writeObject(written);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(saved.toByteArray()))) {
            BakeAmiStep read = (BakeAmiStep) in.readObject();
            assertThat(read.only).isEmpty();
            assertThat(read.awaitSeconds).isEqualTo(1800);
            assertThat(read.parallelBuilds).isEqualTo(3);
            assertThat(read.expanded(text -> text + "!").template).isEqualTo("web.json!");
        }
    }

    @Test
    void variablesOfTheBuildArePutIntoTextsButNotIntoNamesOfSecrets() {
        BakeParameters parameters = with(all -> {
            all.vars.put("version", "v");
            all.secretVars.put("password", "PASSWORD");
            all.setRegion("region");
        });

        BakeParameters expanded = parameters.expanded(text -> text.toUpperCase(Locale.ROOT));

        assertThat(expanded.template).isEqualTo("IMAGE.PKR.HCL");
        assertThat(expanded.vars).containsExactly(Map.entry("version", "V"));
        assertThat(expanded.secretVars).containsExactly(Map.entry("password", "PASSWORD"));
        assertThat(expanded.getRegion()).isEqualTo("REGION");
        assertThat(expanded.getProfile()).isNull();
    }

    @Test
    void aCopyWithVariablesPutInHasAllElseAndLeavesTheFirstAsItWas() {
        BakeParameters parameters = with(all -> {
            all.force = true;
            all.awaitSeconds = 7;
            all.sessionSeconds = 900;
            all.only.add("web");
            all.setCredentialsId("baker");
        });

        BakeParameters expanded = parameters.expanded(text -> text + "!");

        assertThat(expanded.force).isTrue();
        assertThat(expanded.awaitSeconds).isEqualTo(7);
        assertThat(expanded.sessionSeconds).isEqualTo(900);
        assertThat(expanded.getCredentialsId()).isEqualTo("baker");
        assertThat(expanded.only).containsExactly("web!");
        assertThat(parameters.only).containsExactly("web");
    }

    @Test
    void theRequestHasWhatTheUserSays() {
        BakeRequest request = with(all -> {
                    all.vars.put("version", "1");
                    all.varFiles.add("prod.pkrvars.hcl");
                    all.only.add("amazon-ebs.web");
                    all.setRegion("eu-west-1");
                    all.force = true;
                    all.parallelBuilds = 3;
                })
                .request("img-1")
                .build();

        assertThat(request.bakeId()).isEqualTo("img-1");
        assertThat(request.variables()).containsExactly(Map.entry("version", "1"));
        assertThat(request.variableFiles()).extracting(Object::toString).containsExactly("prod.pkrvars.hcl");
        assertThat(request.only()).containsExactly("amazon-ebs.web");
        assertThat(request.region()).contains(new Region("eu-west-1"));
        assertThat(request.force()).isTrue();
        assertThat(request.parallelBuilds()).isEqualTo(3);
        assertThat(request.recipe()).isEqualTo("image");
    }

    @Test
    void nothingGivenIsNone() {
        BakeParameters parameters = with(all -> {
            all.setVarFiles(null);
            all.setOnly(null);
            all.setExcept(null);
            all.setInputs(null);
            all.setVars(null);
            all.setPacker(" ");
            all.setRegion(null);
        });

        assertThatCode(parameters::check).doesNotThrowAnyException();
        assertThat(parameters.getVarFiles()).isEmpty();
        assertThat(parameters.getPacker()).isNull();
    }

    @Test
    void groovysOwnStringsBecomePlainOnes() {
        assertThat(NamedValues.strings(Map.of("n", new StringBuilder("1")))).containsExactly(Map.entry("n", "1"));
        assertThat(NamedValues.strings(null)).isEmpty();
    }

    @Test
    void theStateOfABakeIsSavedWithAllItsParts() throws Exception {
        BakeState state = new BakeState("img-1-00000000", 1);
        state.runsBefore.put("manifest", "uuid");
        state.finished(TaskResult.success(new ArrayList<>(List.of("ami"))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(state);
            out.writeObject(with(parameters -> {}));
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((BakeState) in.readObject()).runsBefore).containsEntry("manifest", "uuid");
            assertThat(((BakeParameters) in.readObject()).template).isEqualTo("image.pkr.hcl");
        }
    }

    private static BakeParameters with(Consumer<BakeParameters> change) {
        BakeParameters parameters = new BakeParameters();
        parameters.template = "image.pkr.hcl";
        change.accept(parameters);
        return parameters;
    }

    private static void assertRefused(Consumer<BakeParameters> change, String message) {
        assertThatThrownBy(() -> with(change).check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
