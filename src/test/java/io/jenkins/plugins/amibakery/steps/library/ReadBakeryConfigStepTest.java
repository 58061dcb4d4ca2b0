package io.jenkins.plugins.amibakery.steps.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.AbortException;
import hudson.model.Result;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
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
                "just words | bakery.yml: it holds a single value instead of names and values",
                "- a | bakery.yml: it holds a list instead of names and values",
                "a: {b: 2026-11-22} | bakery.yml: a.b is no text, number, list or mapping; put the value into quotes.",
                "a: !!java.net.URL [x] | bakery.yml:1:4: tags are not allowed, only plain values",
            })
    void everyFaultIsOneLineWithItsPlace(String yaml, String message) {
        assertThatThrownBy(() -> ReadBakeryConfigStep.read(yaml, "bakery.yml"))
                .isInstanceOf(AbortException.class)
                .hasMessage(message);
    }

    @Test
    void whatIsTooLongForAConfigurationIsRefused() {
        String text = "a: x\n".repeat(210_000);

        assertThatThrownBy(() -> ReadBakeryConfigStep.read(text, "bakery.yml"))
                .isInstanceOf(AbortException.class)
                .hasMessage("bakery.yml is larger than 1 MB, the limit for such a text");
    }

    /** 501 characters that are half a billion values once written out. */
    private static String attack() {
        StringBuilder text = new StringBuilder("a: &a [x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            text.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(("*" + (char) (c - 1) + ",").repeat(9))
                    .append("]\n");
        }
        return text.toString();
    }

    @Test
    void anAttackByAliasesEndsTheStepAndNothingElse() throws Exception {
        Ended ended = new Ended();

        new ReadBakeryConfigStep.Execution(ended, attack(), "bakery.yml").start();

        assertThat(ended.how.get(60, TimeUnit.SECONDS))
                .isInstanceOf(AbortException.class)
                .hasToString("hudson.AbortException: bakery.yml:7:23: it has more than 50 aliases");
    }

    @Test
    void itReadsOnAThreadOfItsOwn() throws Exception {
        Ended ended = new Ended();

        new ReadBakeryConfigStep.Execution(ended, "a: 1", "bakery.yml").start();

        assertThat(ended.how.get(60, TimeUnit.SECONDS)).isEqualTo(Map.of("a", 1));
        assertThat(ended.by).isNotSameAs(Thread.currentThread());
        assertThat(ended.by.getContextClassLoader()).isSameAs(ReadBakeryConfigStep.class.getClassLoader());
    }

    @Test
    void aRestartFindsWhatIsToBeReadAgain() throws Exception {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(saved)) {
            out.writeObject(new ReadBakeryConfigStep.Execution(null, "one: text", "bakery.yml"));
        }

        assertThat(saved.toString(StandardCharsets.ISO_8859_1))
                .contains("one: text")
                .contains("bakery.yml");
    }

    /** How a step ended, and on which thread it was told. */
    private static final class Ended extends StepContext {
        private static final long serialVersionUID = 1L;

        private final transient CompletableFuture<Object> how = new CompletableFuture<>();
        private transient volatile Thread by;

        @Override
        public void onSuccess(Object result) {
            by = Thread.currentThread();
            how.complete(result);
        }

        @Override
        public void onFailure(Throwable failure) {
            by = Thread.currentThread();
            how.complete(failure);
        }

        @Override
        public <T> T get(Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ListenableFuture<Void> saveState() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setResult(Result result) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public BodyInvoker newBodyInvoker() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
