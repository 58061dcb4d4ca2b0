package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.fleet.Finding;
import io.jenkins.plugins.amibakery.engine.fleet.Finding.Check;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rows of the first incident: each instance and each group of both environments. */
final class FleetRows {
    /** A finding and whose it is. */
    private record Found(String whose, Finding finding) {}

    private FleetRows() {}

    static List<ProofRow> of(List<FleetReport> reports) {
        TreeSet<String> amis = reports.stream()
                .flatMap(report -> report.instances().stream())
                .map(FleetReport.InstanceVerdict::ami)
                .filter(ami -> !ami.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        return List.of(
                instances(
                        Proof.SAME_AMI,
                        reports,
                        EnumSet.of(Check.IMAGE, Check.TEMPLATE, Check.USER_DATA),
                        "run " + String.join(" ", amis)),
                instances(Proof.NO_WAY_IN, reports, EnumSet.of(Check.ACCESS), "let nobody in"),
                instances(Proof.SAME_FILES, reports, EnumSet.of(Check.FILES), "are as their manifest says"),
                instances(Proof.NO_LOGIN, reports, EnumSet.of(Check.LOGINS), "have seen no login"),
                groups(reports));
    }

    private static ProofRow instances(Proof proof, List<FleetReport> reports, Set<Check> checks, String good) {
        List<Found> all = new ArrayList<>();
        long count = 0;
        for (FleetReport report : reports) {
            count += report.instances().size();
            report.instances()
                    .forEach(one -> add(all, one.id() + " of the " + report.subject(), one.findings(), checks));
        }
        return worst(proof, all, count + (count == 1 ? " instance " : " instances ") + good);
    }

    private static ProofRow groups(List<FleetReport> reports) {
        List<Found> all = new ArrayList<>();
        for (FleetReport report : reports) {
            if (report.groups().isEmpty()) {
                return ProofRow.unknown(Proof.REPLACED_ONLY, "the " + report.subject() + " has no Auto Scaling group");
            }
            report.groups().forEach(one -> add(all, "group " + one.name(), one.findings(), EnumSet.of(Check.LIFETIME)));
        }
        return worst(Proof.REPLACED_ONLY, all, all.size() + " groups replace each instance after a time");
    }

    private static void add(List<Found> all, String whose, List<Finding> findings, Set<Check> checks) {
        findings.stream()
                .filter(finding -> checks.contains(finding.check()))
                .forEach(finding -> all.add(new Found(whose, finding)));
    }

    private static ProofRow worst(Proof proof, List<Found> all, String good) {
        Verdict worst = all.stream()
                .map(one -> one.finding().verdict())
                .reduce(Verdict::and)
                .orElse(Verdict.NOT_KNOWN);
        if (worst == Verdict.GREEN) {
            return ProofRow.green(proof, good);
        }
        List<Found> bad =
                all.stream().filter(one -> one.finding().verdict() == worst).toList();
        if (bad.isEmpty()) {
            return ProofRow.unknown(proof, "nothing was looked at");
        }
        long others = bad.stream().map(Found::whose).distinct().count() - 1;
        return ProofRow.of(
                proof,
                worst,
                bad.get(0).whose() + ": " + bad.get(0).finding().why()
                        + (others == 0 ? "" : ", and " + others + " more are " + worst.word()));
    }
}
