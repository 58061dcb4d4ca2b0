package io.jenkins.plugins.amibakery.it.acceptance;

/** Plays the same again and again, as often as {@code -Drounds=N} says, and tells how often it went well. */
final class Rounds {
    private static final int NUMBER = Integer.getInteger("rounds", 1);

    interface Round {
        void play(int number);
    }

    private Rounds() {}

    /** @param what for the line with the figures */
    static void play(String what, Round round) {
        int good = 0;
        AssertionError first = null;
        for (int i = 1; i <= NUMBER; i++) {
            try {
                round.play(i);
                good++;
            } catch (AssertionError e) {
                first = first == null ? e : first;
            }
        }
        System.out.println(what + ": " + good + " of " + NUMBER);
        if (first != null) {
            throw first;
        }
    }
}
