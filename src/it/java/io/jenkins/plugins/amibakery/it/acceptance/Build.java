package io.jenkins.plugins.amibakery.it.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A build, over HTTP. */
record Build(Controller controller, String path, String job, int number) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Waits for its end. */
    String result() {
        Until.isTrue("the end of " + path, PATIENCE, this::isOver, this::log);
        return resultNow();
    }

    boolean isOver() {
        return !resultNow().isEmpty();
    }

    /** Empty while it builds, is queued, or Jenkins is away. */
    private String resultNow() {
        if (!controller.web().ask(path + "/api/json?tree=result").isGood()) {
            return "";
        }
        JsonNode told = controller.web().json(path + "/api/json?tree=result,building");
        return told.path("building").asBoolean() ? "" : told.path("result").asText("");
    }

    /** Waits until its log says something; fails when the build ends before. */
    void awaitLog(String text) {
        Until.isTrue("'" + text + "' in the log of " + path, PATIENCE, () -> says(text), this::log);
    }

    private boolean says(String text) {
        boolean over = isOver();
        boolean said = log().contains(text);
        if (over && !said) {
            throw new AssertionError(path + " ended without '" + text + "':\n" + log());
        }
        return said;
    }

    /** Its whole log up to now; empty before it has one. */
    String log() {
        Web.Answer answer = controller.web().ask(path + "/consoleText");
        return answer.isGood() ? answer.text() : "";
    }

    /** What stands in its log after a word, for each line that has it. */
    List<String> said(String word) {
        return Pattern.compile("(?m)^(?:\\[\\S+] )?" + Pattern.quote(word) + " (.*)$")
                .matcher(log())
                .results()
                .map(found -> found.group(1).strip())
                .toList();
    }

    /** Aborts it as the button does. */
    void abort() {
        controller.web().post(path + "/stop", Map.of());
    }

    /** What the remote API says of its AMIs and bakes. */
    JsonNode amis() {
        return controller.web().json(path + "/amis/api/json");
    }

    /** The ids of its AMIs, by the remote API. */
    List<String> amiIds() {
        return StreamSupport.stream(amis().path("amis").spliterator(), false)
                .map(ami -> ami.path("id").asText())
                .toList();
    }

    /** What the remote API says of its only bake. */
    JsonNode bake() {
        JsonNode bakes = amis().path("bakes");
        if (bakes.size() != 1) {
            throw new AssertionError("One bake expected: " + bakes);
        }
        return bakes.get(0);
    }

    /** Where the controller keeps it. */
    Path directory() {
        return controller
                .home()
                .resolve("jobs")
                .resolve(job.replace("/job/", "/jobs/"))
                .resolve("builds")
                .resolve(String.valueOf(number));
    }
}
