package io.jenkins.plugins.amibakery.cli;

/**
 * What the doctor found out about one thing.
 *
 * @param subject what was looked at
 * @param verdict how it is
 * @param finding what was seen
 * @param remedy what to do; empty when all is well
 */
record DoctorCheck(String subject, Verdict verdict, String finding, String remedy) {
    /** How a thing is. */
    enum Verdict {
        GOOD("ok     "),
        /** Not needed for everything. */
        MISSING("missing"),
        BAD("FAIL   ");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }
    }

    static DoctorCheck good(String subject, String finding) {
        return new DoctorCheck(subject, Verdict.GOOD, finding, "");
    }

    static DoctorCheck missing(String subject, String finding, String remedy) {
        return new DoctorCheck(subject, Verdict.MISSING, finding, remedy);
    }

    static DoctorCheck bad(String subject, String finding, String remedy) {
        return new DoctorCheck(subject, Verdict.BAD, finding, remedy);
    }

    /** One line: verdict, subject, what was seen, what to do. */
    String line() {
        return verdict.word + "  " + subject + ": " + finding + (remedy.isEmpty() ? "" : " -> " + remedy);
    }
}
