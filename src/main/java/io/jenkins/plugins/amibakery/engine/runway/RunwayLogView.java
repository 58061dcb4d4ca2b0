package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.command.PlainText;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.RunwayEvent.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes Runway's events readable for a person who follows a deployment. Not for several threads.
 *
 * <pre>
 * us-west-2: network.vpc.cfn                     a section begins wherever the log goes on in another module or region,
 *   vpc: submitted (creating new stack)          so that regions deployed side by side stay apart
 *   vpc: complete (creating new stack)
 * </pre>
 *
 * <p>What it gives is not masked; the caller does that, as the last thing before anybody sees it.
 */
public final class RunwayLogView {
    /** What a line is, for anyone who gives it a colour or a place. */
    public enum Kind {
        /** Region and module that the lines after it are of. */
        SECTION,
        /** How a stack does. */
        STACK,
        /** Something went wrong. */
        FAILURE,
        /** Whatever else Runway says. */
        DETAIL
    }

    /**
     * A line to show; several lines where Runway says several, as in a plan.
     *
     * @param text without control characters, never empty
     */
    public record Line(Kind kind, String text) {}

    /** What Runway says to everybody who names an environment, or has no bucket yet, which it makes or names in words of its own. */
    private static final List<String> NOISE = List.of(
            "deploy environment \"",
            "if not correct, update the value",
            "versioning is disabled on bucket ",
            "botocore.exceptions.ClientError: An error occurred (404) when calling the HeadBucket operation");

    private Place shown = Place.NOWHERE;
    private final Tracebacks tracebacks = new Tracebacks();

    /** The lines to show for an event; none for what says nothing to a person. */
    public List<Line> lines(RunwayEvent event) {
        List<Line> lines = new ArrayList<>();
        Line line = line(event);
        boolean begins = event instanceof RunwayEvent.ModuleStarted;
        if (begins || !line.text().isEmpty()) {
            section(event.at(), lines);
        }
        if (!line.text().isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private void section(Place at, List<Line> lines) {
        if (at.equals(shown) || at.region().isEmpty()) {
            return;
        }
        shown = at;
        lines.add(new Line(Kind.SECTION, PlainText.of(at.region() + ": " + at.deployment() + "." + at.module())));
    }

    private Line line(RunwayEvent event) {
        if (event instanceof RunwayEvent.Stack stack) {
            boolean failed = stack.status() == StackVerdict.Status.FAILED;
            String word = stack.status().name().toLowerCase(Locale.ROOT);
            return of(failed ? Kind.FAILURE : Kind.STACK, stack.stack() + ": " + word + reason(stack.reason()));
        }
        if (event instanceof RunwayEvent.RolledBack back) {
            return of(Kind.FAILURE, back.fullName() + " is rolled back: " + back.reason());
        }
        if (event instanceof RunwayEvent.ResourceFailed failed) {
            return of(Kind.FAILURE, failed.fullName() + ": " + failed.resource() + " failed" + reason(failed.reason()));
        }
        if (event instanceof RunwayEvent.Skipped skipped) {
            return of(Kind.DETAIL, "skipped: " + skipped.reason());
        }
        if (event instanceof RunwayEvent.Locked lock) {
            return of(Kind.DETAIL, "lock " + lock.code() + " taken on s3://" + lock.bucket() + "/" + lock.key());
        }
        if (event instanceof RunwayEvent.Unlocked) {
            return of(Kind.DETAIL, "lock released");
        }
        if (event instanceof RunwayEvent.Planned planned) {
            return of(Kind.STACK, "plan of " + planned.fullName() + ": " + planned.text());
        }
        if (event instanceof RunwayEvent.Text text
                && tracebacks.isForPeople(text.text())
                && NOISE.stream().noneMatch(text.text()::startsWith)) {
            return of(text.error() ? Kind.FAILURE : Kind.DETAIL, text.text());
        }
        return new Line(Kind.DETAIL, "");
    }

    private static String reason(String reason) {
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }

    private static Line of(Kind kind, String text) {
        return new Line(kind, PlainText.of(text).strip());
    }
}
