package io.jenkins.plugins.amibakery.engine.yaml;

import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Counts what passes, and stops before anything is made of too much of it. Not for several threads. */
final class LimitedParser implements Parser {
    static final int MOST_ALIASES = 50;

    /** Values and names, lists and mappings among them. */
    static final int MOST_VALUES = 20_000;

    /** Of a number, in characters; a longer one costs minutes to be understood. */
    static final int LONGEST_NUMBER = 100;

    private static final String OF_NUMBERS = "0123456789.:_+-abcdefABCDEFxXo";

    private final Parser parser;
    private int aliases;
    private int values;

    LimitedParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
        Event event = parser.getEvent();
        if (event instanceof AliasEvent && ++aliases > MOST_ALIASES) {
            throw new TooMuch("it has more than " + MOST_ALIASES + " aliases", event.getStartMark());
        }
        if (event instanceof NodeEvent && ++values > MOST_VALUES) {
            throw new TooMuch("it has more than " + MOST_VALUES + " values", event.getStartMark());
        }
        if (event instanceof ScalarEvent scalar && isLongNumber(scalar)) {
            throw new TooMuch(
                    "a number of more than " + LONGEST_NUMBER + " digits, or what looks like one; put it into quotes",
                    event.getStartMark());
        }
        return event;
    }

    /** By its first letters alone: what a number is tells a pattern that such a text would keep busy. */
    private static boolean isLongNumber(ScalarEvent scalar) {
        boolean taken = scalar.isPlain() || scalar.getTag() != null;
        String value = scalar.getValue();
        return taken
                && value.length() > LONGEST_NUMBER
                && value.chars().limit(LONGEST_NUMBER).allMatch(c -> OF_NUMBERS.indexOf(c) >= 0);
    }
}
