package io.jenkins.plugins.amibakery.steps.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadBakeryConfigStepTest {
    @Test
    void whatIsReadIsMapsAndListsThatOutliveARestart() throws AbortException {
        Map<String, Object> read = ReadBakeryConfigStep.read("""
                deployAmi: &all
                  environments: [dev, prod]
                  smokeSeconds: 60
                  approve: true
                  8080: port
                  region:
                bakeMatrix: *all
                """, "bakery.yml");

        assertThat(read).isExactlyInstanceOf(LinkedHashMap.class).containsOnlyKeys("deployAmi", "bakeMatrix");
        assertThat(read.get("deployAmi"))
                .isExactlyInstanceOf(LinkedHashMap.class)
                .isEqualTo(read.get("bakeMatrix"));
        Map<?, ?> section = (Map<?, ?>) read.get("deployAmi");
        assertThat(section.get("environments"))
                .isExactlyInstanceOf(ArrayList.class)
                .isEqualTo(List.of("dev", "prod"));
        assertThat(section.get("smokeSeconds")).isEqualTo(60);
        assertThat(section.get("approve")).isEqualTo(true);
        assertThat(section.get("8080")).isEqualTo("port");
        assertThat(section.containsKey("region")).isTrue();
    }

    @Test
    void anEmptyTextIsAnEmptyMap() throws AbortException {
        assertThat(ReadBakeryConfigStep.read("# nothing yet\n", "bakery.yml")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "a: [1, 2 | bakery.yml:1:9: this is not valid YAML",
                "\"a: 1\na: 2\" | bakery.yml:2:1: a name is given twice",
                "just words | bakery.yml: it holds a single value where names and values have to be",
                "- a | bakery.yml: it holds a list where names and values have to be",
                "a: {b: 2026-11-22} | bakery.yml: a.b is no text, number, list or mapping; put the value into quotes.",
                "a: !!java.net.URL [x] | bakery.yml:1:4: a tag stands here, and only plain values may",
            })
    void everyFaultIsOneLineWithItsPlace(String yaml, String message) {
        assertThatThrownBy(() -> ReadBakeryConfigStep.read(yaml, "bakery.yml"))
                .isInstanceOf(AbortException.class)
                .hasMessage(message);
    }

    @Test
    void whatIsTooLongForAConfigurationIsRefused() {
        String text = "a: " + "x".repeat(ReadBakeryConfigStep.LONGEST);

        assertThatThrownBy(() -> ReadBakeryConfigStep.read(text, "bakery.yml"))
                .hasMessage("bakery.yml is longer than 100000 characters, which no configuration is.");
    }

    @Test
    void anAttackByAliasesIsRefused() {
        StringBuilder text = new StringBuilder("a: &a [x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            text.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(("*" + (char) (c - 1) + ",").repeat(20))
                    .append("]\n");
        }

        assertThatThrownBy(() -> ReadBakeryConfigStep.read(text.toString(), "bakery.yml"))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("aliases");
    }
}
