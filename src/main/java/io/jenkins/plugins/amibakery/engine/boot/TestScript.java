package io.jenkins.plugins.amibakery.engine.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** The user data of a test: a shell script that waits for health, looks around, and reports on the console. */
final class TestScript {
    /** EC2 takes no more user data. */
    static final int MOST_BYTES = 16_384;

    private static final String TEXT = text();

    private TestScript() {}

    /**
     * The script of one test.
     *
     * @param script what the user wants to be run; empty for nothing
     * @throws IllegalArgumentException with one line when EC2 does not take so much
     */
    static String of(TestAmi test, byte[] script) {
        String text = TEXT;
        Map<String, String> values = Map.of(
                "@TAG@", ConsoleReport.tag(test.nonce()),
                "@BUDGET@", Integer.toString(test.budgetSeconds()),
                "@LIMIT@", Integer.toString(test.timeoutSeconds()),
                "@URL@", test.healthUrl(),
                "@FETCH@", Fetches.PATTERN,
                "@MOST@", Integer.toString(TestedPackages.MOST_PACKED),
                "@SCRIPT@", Base64.getEncoder().encodeToString(script));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        int over = text.getBytes(StandardCharsets.UTF_8).length - MOST_BYTES;
        if (over > 0) {
            int most = script.length - (over + 3) / 4 * 3;
            throw new IllegalArgumentException(test.script() + " has " + script.length
                    + " bytes; a test's script can have " + most + ", as user data carries it.");
        }
        return text;
    }

    /** Without comments and indentation, which an instance has no use for. */
    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(TestScript.class.getResourceAsStream("test.sh"), "the script is packaged")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^ *#(?!!).*\n", "")
                    .replaceAll("(?m)^ +", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
