package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BakeRequestTest {
    private static BakeRequest.Builder request() {
        return BakeRequest.of("bake-1", Path.of("t.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "packer/img-mgr-packer.json, img-mgr",
        "img-mgr.pkr.hcl, img-mgr",
        "img-mgr.pkr.json, img-mgr",
        "web, web",
        "templates/web/, web",
        "templates/web/., web",
        "/, recipe"
    })
    void aRecipeIsCalledAfterItsTemplate(String template, String recipe) {
        assertThat(BakeRequest.of("b", Path.of(template)).build().recipe()).isEqualTo(recipe);
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        BakeRequest request = request().build();

        assertThat(request.packer()).isEqualTo("packer");
        assertThat(request.variables()).isEmpty();
        assertThat(request.only()).isEmpty();
        assertThat(request.force()).isFalse();
        assertThat(request.parallelBuilds()).isZero();
        assertThat(request.awaitTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(request.region()).isEmpty();
        assertThat(request.endpoint()).isEmpty();
    }

    @Test
    void variablesKeepTheirOrder() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("z", "1");
        variables.put("a", "2");
        variables.put("m", "3");

        assertThat(request().variables(variables).build().variables().keySet()).containsExactly("z", "a", "m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a=b", "a b", "a\n"})
    void whatCannotBeAVariableIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request().variables(Map.of(name, "x")).build())
                .withMessageContaining("Not a variable name: '" + name + "'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request().secretVariables(Map.of(name, "x")).build());
    }

    @Test
    void aVariableIsGivenInClearOrAsASecretNotBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request()
                        .variables(Map.of("password", "x"))
                        .secretVariables(Map.of("password", "y"))
                        .build())
                .withMessage("Variable 'password' is given both as a plain value and as a secret; give it once.");
    }

    @Test
    void onlyAndExceptExcludeEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> request().only(Set.of("a")).except(Set.of("b")).build())
                .withMessageContaining("give only one of them");
    }

    @Test
    void fewerThanNoBuildsAtOnceAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request().parallelBuilds(-1).build())
                .withMessageContaining("-1");
    }

    @Test
    void itsTextGivesNoSecretAway() {
        assertThat(request()
                        .secretVariables(Map.of("password", "s3cr3t"))
                        .build()
                        .toString())
                .contains("password")
                .doesNotContain("s3cr3t");
    }
}
