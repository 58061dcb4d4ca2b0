package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.record.PlanTextRecord;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A line of a plan in Runway's words. */
@Restricted(NoExternalUse.class)
public final class PlanLine {
    private static final String PARAMETER = "[A-Za-z0-9]+ = .*";

    private final String text;

    private PlanLine(String text) {
        this.text = text;
    }

    static List<PlanLine> of(PlanTextRecord plan) {
        return plan.getText().stripTrailing().lines().map(PlanLine::new).toList();
    }

    public String getText() {
        return text;
    }

    /** What colours it: a parameter as it is now, or as it would be; empty for all else. */
    public String getStyle() {
        if (text.matches("\\+" + PARAMETER)) {
            return "ami-bakery-added";
        }
        return text.matches("-" + PARAMETER) ? "ami-bakery-removed" : "";
    }
}
