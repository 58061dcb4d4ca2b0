package io.jenkins.plugins.amibakery.engine.runway;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts lines together to Runway's records, and keeps in mind where each of its processes stands. */
final class LogEntryReader {
    /** What stands at the end of a record that was longer than anybody reads; such a plan cannot be compared. */
    static final String CUT = "\n[cut short]";

    private static final int LONGEST_RECORD = 1 << 20;

    private static final int MOST_PROCESSES = 1_000;

    private static final Pattern BEGIN =
            Pattern.compile("\\[runway] (?:(\\d+) (DEBUG|VERBOSE|INFO|NOTICE|WARNING|SUCCESS|ERROR|CRITICAL) ?)?(.*)");

    private final Map<String, RunwayEvent.Place> places = new HashMap<>();
    private final Consumer<? super RunwayEvent> events;

    private String process = "";
    private String level = "";

    /** The record that has begun; null between records. */
    private StringBuilder begun;

    LogEntryReader(Consumer<? super RunwayEvent> events) {
        this.events = events;
    }

    void line(String line) {
        int start = line.indexOf("[runway] ");
        if (start > 0 && line.charAt(start - 1) != ' ') {
            start = -1;
        }
        if (start < 0) {
            follow(line);
            return;
        }
        if (start > 0) {
            // A prompt has no line of its own: what comes next stands behind it.
            follow(line.substring(0, start));
        }
        end();
        Matcher record = BEGIN.matcher(line.substring(start));
        if (record.matches()) {
            process = record.group(1) == null ? "" : record.group(1);
            level = record.group(2) == null ? "" : record.group(2);
            begun = new StringBuilder(record.group(3));
            if (!LogEntryMeaning.goesOn(record.group(3))) {
                end();
            }
        }
    }

    private void follow(String line) {
        if (begun == null) {
            events.accept(new RunwayEvent.Text(place(), line, false));
        } else if (begun.length() < LONGEST_RECORD) {
            begun.append('\n').append(line);
            if (begun.length() >= LONGEST_RECORD) {
                begun.append(CUT);
            }
        }
    }

    /** The record that has begun is complete. */
    void end() {
        if (begun != null) {
            String text = begun.toString();
            begun = null;
            RunwayEvent event = LogEntryMeaning.of(place(), level, text);
            if (places.size() < MOST_PROCESSES || places.containsKey(process)) {
                places.put(process, LogEntryMeaning.after(event, text));
            }
            events.accept(event);
        }
    }

    private RunwayEvent.Place place() {
        RunwayEvent.Place place = places.get(process);
        return place == null ? RunwayEvent.Place.NOWHERE : place;
    }
}
