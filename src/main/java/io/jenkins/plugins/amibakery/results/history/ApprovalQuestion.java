package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.record.ApprovalRecord;
import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import java.util.ArrayList;
import java.util.List;

/** What somebody is asked about a plan, in words. */
public final class ApprovalQuestion {
    /** More packages or files are on the page only. */
    private static final int MOST_LINES = 10;

    private final DeploymentRecord plan;
    private final ApprovalFacts facts;
    private final List<CheckRecord> checks;

    /** @param checks all that are known */
    public ApprovalQuestion(DeploymentRecord plan, ApprovalFacts facts, List<CheckRecord> checks) {
        this.plan = plan;
        this.facts = facts;
        this.checks = checks;
    }

    /**
     * The question as it is kept.
     *
     * @param input id of the {@code input} step that asks
     * @param asked in milliseconds since 1970
     * @param until in milliseconds since 1970; 0 for ever
     * @param url of the plan's page
     */
    public ApprovalRecord asked(String input, long asked, long until, String url) {
        List<String> lines = new ArrayList<>();
        lines.add(question());
        lines.addAll(images());
        stacks(lines);
        checks.forEach(check -> lines.add(
                "[" + check.verdict().shown() + "] " + check.getName() + ": " + check.getEvidence() + when(check)));
        lines.add("Asked by: " + (plan.getStartedBy().isEmpty() ? "not known" : who(plan)));
        lines.add("Answer until: " + (until == 0 ? "no limit" : ApprovalFacts.moment(until)));
        lines.add((isWhole() ? "Review plan: " : "Only the AMI is known in advance. Details: ") + url);
        return new ApprovalRecord(input, question(), answer(), String.join("\n", lines), checks, asked, until);
    }

    /** Who or what started the build, such as {@code alice}: Jenkins says "Started by user alice". */
    public static String who(DeploymentRecord plan) {
        return plan.getStartedBy().replaceFirst("^Started by (user )?", "");
    }

    private boolean isFirst() {
        return plan.getPlan() != null && plan.getPlan().isFirst() && !isWhole();
    }

    private boolean isWhole() {
        return plan.getPlan() != null && plan.getPlan().isWhole();
    }

    private String question() {
        String what = plan.getAmi().isEmpty() ? "" : plan.getAmi() + " ";
        String question = "Deploy " + what + "to " + plan.getEnvironment();
        if (isWhole()) {
            return question + (plan.getReplacedAmi().isEmpty() ? "" : " in place of " + plan.getReplacedAmi()) + "?";
        }
        return question + (isFirst() ? " for the first time, without a plan?" : " without a complete plan?");
    }

    private String answer() {
        return isWhole() ? "Deploy to " + plan.getEnvironment() : "Deploy without a plan";
    }

    private List<String> images() {
        List<String> lines = new ArrayList<>();
        if (plan.getAmi().isEmpty()) {
            return lines;
        }
        lines.add("AMI: " + plan.getAmi() + " (" + facts.ami() + ")");
        if (plan.getReplacedAmi().isEmpty()) {
            lines.add("Would replace: no other AMI");
            return lines;
        }
        lines.add("Would replace: " + plan.getReplacedAmi() + " (" + facts.replaced() + ")");
        lines.add("Commits: " + facts.commits());
        lines.add("Packages: " + with(facts.packages(), facts.packageLines()));
        lines.add("Files and variables: " + with(facts.inputs(), facts.inputLines()));
        return lines;
    }

    private static String with(String counts, List<String> lines) {
        if (lines.isEmpty()) {
            return counts;
        }
        String first = String.join("; ", lines.subList(0, Math.min(MOST_LINES, lines.size())));
        return counts + ": " + first + (lines.size() > MOST_LINES ? "; …" : "");
    }

    private void stacks(List<String> lines) {
        if (plan.getPlan() != null && !isFirst()) {
            plan.getPlan()
                    .getStacks()
                    .forEach(stack -> lines.add("Stack " + stack.getPlace() + ": " + stack.getSummary()));
        }
    }

    private static String when(CheckRecord check) {
        return check.getWhen() == 0 ? "" : " (" + ApprovalFacts.moment(check.getWhen()) + ")";
    }
}
