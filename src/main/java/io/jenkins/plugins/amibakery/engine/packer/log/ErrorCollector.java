package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what packer says of failures: of single builds, of the whole run, and of its own crash. */
final class ErrorCollector {
    private static final int LONGEST = 4_096;
    private static final Pattern CHOICES = Pattern.compile("Possible build names: \\[([^]]*)]");

    private final Map<String, String> builds = new LinkedHashMap<>();
    private final StringBuilder run = new StringBuilder();
    private String crash = "";
    private String choices = "";
    private boolean cancelled;

    /** A build failed. Packer says so when it happens and again at its end, then without noise: the last word counts. */
    void build(String target, String text) {
        boolean known = builds.size() < Limits.BUILDS || builds.containsKey(target);
        if (known && target.length() <= Limits.BUILD_NAME && !text.startsWith("Build was cancelled")) {
            builds.put(target, cut(text));
        }
    }

    /** Packer says something that no build's name is before. */
    void say(String text) {
        if (text.startsWith("Cleanly cancelled builds")) {
            cancelled = true;
        }
        if (text.startsWith("Warning: an 'only' option") || text.startsWith("Warning: an 'except' option")) {
            Matcher found = CHOICES.matcher(text.replaceAll("\\s+", " "));
            choices = found.find() ? cut(found.group(1)) : choices;
        }
    }

    /** Packer writes an error that no build's name is before. */
    void error(String text) {
        if (text.startsWith("Cancelling build")) {
            cancelled = true;
        } else if (!isSummary(text) && run.length() < LONGEST) {
            run.append(run.isEmpty() ? "" : "\n").append(text, 0, Math.min(text.length(), LONGEST));
        }
    }

    private static boolean isSummary(String text) {
        return text.startsWith("\n==> Some builds didn't complete") || text.startsWith("--> ");
    }

    /** A line that is not in packer's format. */
    void text(String text) {
        if (crash.isEmpty() && (text.startsWith("panic: ") || text.startsWith("Packer crashed!"))) {
            crash = cut(text);
        }
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    boolean cancelled() {
        return cancelled;
    }

    /**
     * The failures, diagnosed; of a run that was cancelled only what failed besides.
     *
     * @param name the name to report a build by
     * @param scene where a build was when it failed
     */
    List<Failure> failures(UnaryOperator<String> name, Function<String, FailureContext> scene) {
        List<Failure> failures = new ArrayList<>();
        builds.forEach((target, text) -> failures.add(Diagnosis.of(name.apply(target), text, scene.apply(target))));
        if (!run.isEmpty()) {
            failures.add(Diagnosis.of("", run.toString(), FailureContext.UNKNOWN.withChoices(choices)));
        }
        if (!crash.isEmpty()) {
            failures.add(Failure.of(FailureCause.PACKER_CRASHED, "Packer crashed: " + crash));
        }
        return failures;
    }
}
