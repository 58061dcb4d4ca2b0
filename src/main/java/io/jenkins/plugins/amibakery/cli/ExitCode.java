package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.Verdict;

/** The exit codes of the command line; README.md documents them. */
final class ExitCode {
    /** It did what was asked. */
    static final int OK = 0;

    /** It failed, and nothing came of it. */
    static final int FAILED = 1;

    /** The words or the input were wrong; nothing was started. */
    static final int USAGE = 2;

    /** It failed in part: what exists is reported. */
    static final int PARTIAL = 3;

    /** It is not known whether what was asked about is good. */
    static final int NOT_KNOWN = 3;

    /** It was cancelled; 128 plus SIGINT's number, as shells expect. */
    static final int CANCELLED = 130;

    private ExitCode() {}

    /** The code that says what was found out. */
    static int of(Check.Verdict verdict) {
        return switch (verdict) {
            case PASSED, WARNING -> OK;
            case FAILED -> FAILED;
            case NOT_KNOWN -> NOT_KNOWN;
        };
    }

    /** The same of a fleet, or of environments. */
    static int of(Verdict verdict) {
        return switch (verdict) {
            case GREEN -> OK;
            case RED -> FAILED;
            case NOT_KNOWN -> NOT_KNOWN;
        };
    }

    /** The code that says how a bake ended. */
    static int of(BakeReport report) {
        if (report.outcome() == BakeOutcome.CANCELLED) {
            return CANCELLED;
        }
        if (report.outcome() == BakeOutcome.SUCCESS) {
            return OK;
        }
        return report.amis().isEmpty() ? FAILED : PARTIAL;
    }

    /** The code that says how a deployment, a plan or a removal ended. */
    static int of(DeployReport report) {
        if (report.outcome() == DeployOutcome.CANCELLED) {
            return CANCELLED;
        }
        if (report.outcome() == DeployOutcome.SUCCESS) {
            boolean lacking = report.plan()
                    .filter(plan -> !plan.first() && !plan.digest().isWhole())
                    .isPresent();
            return lacking ? PARTIAL : OK;
        }
        return report.hasChanged() ? PARTIAL : FAILED;
    }
}
