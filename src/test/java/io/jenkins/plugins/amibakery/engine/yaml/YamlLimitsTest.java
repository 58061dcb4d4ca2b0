package io.jenkins.plugins.amibakery.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks the reader of YAML with texts that cost far more than they are long. */
@Tag("hostile")
@Timeout(60)
class YamlLimitsTest {
    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of("81 aliases in 501 characters", laughs(), "more than 50 aliases"),
                Arguments.of("48 aliases", laughs(6, 8), "more than 20000 values once its aliases are written out"),
                Arguments.of("48 aliases in a chain of two", laughs(24, 2), "more than 20000 values once"),
                Arguments.of("a list in itself", "a: &a [*a]", "contains itself"),
                Arguments.of("a mapping in itself", "a: &a {b: [1, *a]}", "contains itself"),
                Arguments.of("a mapping merged into itself", "a: &a\n  <<: *a\n  b: 1", "contains itself"),
                Arguments.of(
                        "a long text as 51 names", "a: &a x\nb: [" + "*a ,".repeat(51) + "]", "more than 50 aliases"),
                Arguments.of("lists as names", "&a [x, y]: &b {? *a : 1}", "is used as a name"),
                Arguments.of("merges of many names", merges(), "more than 20000 values once"),
                Arguments.of("brackets", "a: " + "[".repeat(90_000), "more than 50 levels deep"),
                Arguments.of("braces on lines", "a: " + "{\n".repeat(400_000), "more than 50 levels deep"),
                Arguments.of("dashes", "- ".repeat(40_000) + "a", "more than 50 levels deep"),
                Arguments.of("depth by aliases", deep(), "more than 50 levels deep"),
                Arguments.of("small values", "a: [" + "1,\n".repeat(300_000) + "1]", "more than 20000 values"),
                Arguments.of("empty lists", "- []\n".repeat(190_000), "more than 20000 values"),
                Arguments.of("digits", "a: " + "7".repeat(99_000), "a number of more than 100 digits, or what"),
                Arguments.of("digits by a tag", "a: !!int '" + "7".repeat(99_000) + "'", "a number of more than 100"),
                Arguments.of("sixties", "a: 1" + ":1".repeat(49_000), "a number of more than 100 digits"),
                Arguments.of("fraction of sixties", "a: 1" + ":1".repeat(49_000) + ".5", "a number of more than 100"),
                Arguments.of("underlines", "a: 1" + "_".repeat(99_000), "a number of more than 100 digits"),
                Arguments.of("one word", "a: " + "x".repeat(990_000), "a line of more than 100000 characters"),
                Arguments.of("blanks", "a:" + " ".repeat(990_000) + "1", "a line of more than 100000 characters"),
                Arguments.of("a long comment", "a: 1 #" + " x".repeat(490_000), "a line of more than 100000"),
                Arguments.of("more than 1 MB", "a: x\n".repeat(210_000), "is larger than 1 MB"));
    }

    /** In 501 characters. */
    private static String laughs() {
        return "# %s%n%s".formatted("x".repeat(163), laughs(9, 9));
    }

    private static String laughs(int levels, int width) {
        StringBuilder text = new StringBuilder("a: &a [x]\n");
        for (int level = 0; level < levels; level++) {
            char name = (char) ('b' + level);
            text.append(String.format(
                    Locale.ROOT, "%c: &%c [%s]%n", name, name, ("*" + (char) (name - 1) + ",").repeat(width)));
        }
        return text.toString();
    }

    private static String merges() {
        StringBuilder text = new StringBuilder("a: &a\n");
        for (int i = 0; i < 2_000; i++) {
            text.append("  n").append(i).append(": 1\n");
        }
        for (int i = 0; i < 49; i++) {
            text.append('b').append(i).append(": {<<: *a}\n");
        }
        return text.toString();
    }

    private static String deep() {
        String level = "[".repeat(40);
        return "a: &a " + level + "1" + "]".repeat(40) + "\nb: " + level + "*a" + "]".repeat(40) + "\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void whatCostsTooMuchIsRefusedInOneLine(String name, String text, String complaint) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();

        assertThatThrownBy(() -> YamlText.mapping(text, "hostile.yml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("hostile.yml")
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> YamlText.nodes(text, "hostile.yml")).hasMessageContaining(complaint);

        long millis = (threads.getCurrentThreadCpuTime() - began) / 1_000_000;
        System.out.printf(
                Locale.ROOT,
                "YAML attack, %s: %d characters refused in %d ms of CPU%n",
                name,
                text.length(),
                millis / 2);
        assertThat(millis / 2).isLessThan(500);
    }

    @Test
    void everythingWithinTheLimitsIsReadInATenthOfASecond() {
        StringBuilder text = new StringBuilder("base: &base\n  script: |\n");
        text.append("    echo a line of a script that somebody has put into a file of YAML\n".repeat(9_000));
        for (int i = 0; i < 9_000; i++) {
            text.append("name").append(i).append(": value number ").append(i).append('\n');
        }
        for (int i = 0; i < 49; i++) {
            text.append("copy").append(i).append(": *base\n");
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long began = threads.getCurrentThreadCpuTime();
            Map<String, Object> read = YamlText.mapping(text.toString(), "large.yml");
            fastest = Math.min(fastest, threads.getCurrentThreadCpuTime() - began);
            assertThat(read).hasSize(9_050);
        }

        System.out.printf(
                Locale.ROOT, "YAML of %d characters read in %d ms of CPU%n", text.length(), fastest / 1_000_000);
        assertThat(fastest / 1_000_000).isLessThan(300);
    }

    @Test
    void aLongTextThatBeginsAsANumberIsAText() {
        String text = "3 words and more of them. ".repeat(50).strip();

        assertThat(YamlText.mapping("a: " + text, "some.yml")).containsEntry("a", text);
        assertThat(YamlText.mapping("a: '" + "7".repeat(9_000) + "'", "some.yml"))
                .containsEntry("a", "7".repeat(9_000));
    }
}
