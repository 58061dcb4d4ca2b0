package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.RunwayEvent.Place;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one record of Runway's means. */
final class LogEntryMeaning {
    private static final Pattern MODULE = Pattern.compile(
            "(?s)([^\\s:]+?)\\.([^\\s:]+):processing module in ([a-z0-9-]+) \\((in progress|complete)\\)");
    private static final Pattern DEPLOYMENT =
            Pattern.compile("([^:]+):processing deployment \\((in progress|complete)\\)");
    private static final Pattern SKIPPED = Pattern.compile("(?s)(?:\\S+:)?skipped; (.+)");
    private static final Pattern STACK =
            Pattern.compile("(?s)([A-Za-z][A-Za-z0-9-]*):(submitted|complete|skipped|failed)(?: \\((.*)\\)\\s*)?");
    private static final Pattern ROLLBACK = Pattern.compile("(?s)([A-Za-z][A-Za-z0-9-]*):roll back reason: (.*)");
    private static final Pattern RESOURCE =
            Pattern.compile("(?s)\\[(\\S+)] (\\S+) \\S+ (?:CREATE|UPDATE|DELETE)_FAILED(?: \\((.*)\\)\\s*)?");
    private static final Pattern LOCK =
            Pattern.compile("\\S+:locked persistent graph \"([^/\"]+)/([^\"]+)\" with lock ID \"([^\"]+)\"");
    private static final Pattern GRAPH_GONE =
            Pattern.compile("\\S+:persistent graph deleted; does not need to be unlocked");
    private static final Pattern UNLOCK = Pattern.compile("\\S+:unlocked persistent graph \"([^/\"]+)/([^\"]+)\"");
    private static final Pattern OPEN_REASON = Pattern.compile(
            "^(?:[A-Za-z][A-Za-z0-9-]*:(?:submitted|complete|skipped|failed)|\\[\\S+] \\S+ \\S+ \\w+_FAILED) \\(");
    private static final Pattern PLAN =
            Pattern.compile("(?s)([A-Za-z][A-Za-z0-9-]*)(?: full changeset:\n(.*)|:(no changes))\\s*");

    private LogEntryMeaning() {}

    /** Whether more lines belong to a record that begins like this: a plan, or a reason whose bracket is still open. */
    static boolean goesOn(String firstLine) {
        return firstLine.endsWith(" full changeset:")
                || (OPEN_REASON.matcher(firstLine).find() && !firstLine.endsWith(")"));
    }

    /** @param level Runway's word for the record's level; empty when it does not say */
    static RunwayEvent of(Place at, String level, String text) {
        Matcher found = MODULE.matcher(text);
        if (found.matches()) {
            Place there = new Place(found.group(1), found.group(2), found.group(3));
            return found.group(4).equals("complete")
                    ? new RunwayEvent.ModuleEnded(there)
                    : new RunwayEvent.ModuleStarted(there);
        }
        if ((found = STACK.matcher(text)).matches()) {
            return new RunwayEvent.Stack(at, found.group(1), status(found.group(2)), or(found.group(3)));
        }
        if ((found = PLAN.matcher(text)).matches()) {
            return new RunwayEvent.Planned(
                    at, found.group(1), found.group(2) == null ? found.group(3) : found.group(2));
        }
        if ((found = SKIPPED.matcher(text)).matches()) {
            return new RunwayEvent.Skipped(at, found.group(1));
        }
        if ((found = LOCK.matcher(text)).matches()) {
            return new RunwayEvent.Locked(at, found.group(1), found.group(2), found.group(3));
        }
        if ((found = UNLOCK.matcher(text)).matches()) {
            return new RunwayEvent.Unlocked(at, found.group(1), found.group(2));
        }
        if (GRAPH_GONE.matcher(text).matches()) {
            return new RunwayEvent.Unlocked(at, "", "");
        }
        if ((found = ROLLBACK.matcher(text)).matches()) {
            return new RunwayEvent.RolledBack(at, found.group(1), found.group(2).strip());
        }
        if ((found = RESOURCE.matcher(text)).matches()) {
            return new RunwayEvent.ResourceFailed(at, found.group(1), found.group(2), or(found.group(3)));
        }
        return new RunwayEvent.Text(at, text, level.equals("ERROR") || level.equals("CRITICAL"));
    }

    private static StackVerdict.Status status(String word) {
        return StackVerdict.Status.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String or(String text) {
        return text == null ? "" : text;
    }

    /** Where a process stands once it has said this. */
    static Place after(RunwayEvent event, String text) {
        if (event instanceof RunwayEvent.ModuleEnded ended) {
            return new Place(ended.at().deployment(), "", "");
        }
        Matcher deployment = DEPLOYMENT.matcher(text);
        return deployment.matches() ? new Place(deployment.group(1), "", "") : event.at();
    }
}
