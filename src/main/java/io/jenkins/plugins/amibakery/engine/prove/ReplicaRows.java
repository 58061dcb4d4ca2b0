package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments;
import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments.Row;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of the third incident that compare the two environments. */
final class ReplicaRows {
    private ReplicaRows() {}

    static List<ProofRow> of(ComparedEnvironments compared) {
        return List.of(
                row(Proof.REPLICA, compared, what -> what.equals("AMI"), ""),
                row(
                        Proof.SAME_TEMPLATES,
                        compared,
                        what -> what.startsWith("template") || what.startsWith("parameter"),
                        "but for what may differ they are equal"),
                row(Proof.SAME_INSIDE, compared, what -> what.startsWith("manifest"), ""));
    }

    private static ProofRow row(Proof proof, ComparedEnvironments compared, Predicate<String> which, String good) {
        List<Row> rows =
                compared.rows().stream().filter(row -> which.test(row.what())).toList();
        Verdict worst = rows.stream().map(Row::verdict).reduce(Verdict::and).orElse(Verdict.NOT_KNOWN);
        if (worst == Verdict.GREEN && !good.isEmpty()) {
            return ProofRow.green(proof, good);
        }
        return rows.stream()
                .filter(row -> row.verdict() == worst)
                .findFirst()
                .map(row -> ProofRow.of(proof, worst, told(row)))
                .orElseGet(() -> ProofRow.unknown(proof, "nothing was compared"));
    }

    private static String told(Row row) {
        String sides = row.left().equals(row.right()) ? row.left() : row.left() + " and " + row.right();
        return row.what() + ": "
                + Stream.of(sides, row.why()).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }
}
