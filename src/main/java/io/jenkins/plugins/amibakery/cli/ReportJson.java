package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.LockUpdate;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseDecision;
import java.util.Locale;
import java.util.Optional;

/** Reports for machines; docs/cli.md documents the fields, and they only ever grow. */
final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    /** One line of JSON. */
    static String of(BakeReport report, BakeSession session) {
        ObjectNode root = JSON.createObjectNode();
        root.put("bakeId", report.bakeId());
        root.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
        root.put("packerVersion", report.packerVersion());
        root.put("seconds", report.duration().toMillis() / 1000.0);
        ObjectNode laps = root.putObject("laps");
        session.timings().laps().forEach((name, lap) -> laps.put(name, lap.toMillis() / 1000.0));
        ArrayNode amis = root.putArray("amis");
        report.amis().forEach(ami -> put(amis.addObject(), ami));
        ArrayNode failures = root.putArray("failures");
        report.failures()
                .forEach(failure -> failures.addObject()
                        .put("builder", failure.builder())
                        .put("cause", failure.cause().name().toLowerCase(Locale.ROOT))
                        .put("detail", failure.detail())
                        .put("remedy", failure.cause().remedy()));
        ArrayNode phases = root.putArray("phases");
        report.phases()
                .forEach(phase -> phases.addObject()
                        .put("builder", phase.builder())
                        .put("phase", phase.phase().word())
                        .put("seconds", phase.duration().toMillis() / 1000.0));
        ArrayNode leftovers = root.putArray("leftovers");
        report.leftovers()
                .forEach(leftover -> leftovers
                        .addObject()
                        .put("kind", leftover.kind().word())
                        .put("id", leftover.id())
                        .put("region", leftover.region().code())
                        .put("removed", leftover.removed())
                        .put("note", leftover.note())
                        .put("command", leftover.command()));
        session.key().ifPresent(key -> root.set("key", KeyJson.of(key)));
        session.decision().ifPresent(decision -> put(root.putObject("reuse"), decision));
        Optional.ofNullable(report.lock()).ifPresent(written -> put(root.putObject("lock"), written));
        return root.toString();
    }

    private static void put(ObjectNode node, ReuseDecision decision) {
        node.put("reused", decision.reused());
        node.put("startedBy", decision.startedBy());
        decision.baked().ifPresent(baked -> node.put("baked", baked.toString()));
        ArrayNode reasons = node.putArray("reasons");
        decision.reasons().forEach(reasons::add);
    }

    private static void put(ObjectNode node, LockUpdate written) {
        node.put("file", written.file());
        node.put("isNew", written.isNew());
        ArrayNode changes = node.putArray("changes");
        written.changes()
                .forEach(change -> changes.addObject()
                        .put("subject", change.subject())
                        .put("was", change.was())
                        .put("now", change.now()));
    }

    private static void put(ObjectNode node, BakedAmi baked) {
        node.put("builder", baked.builder());
        node.put("id", baked.id().value());
        node.put("region", baked.region().code());
        baked.described().ifPresent(ami -> put(node, ami));
    }

    /** What the cloud says of an image, into a node that has its id and region. */
    static void put(ObjectNode node, Ami ami) {
        node.put("name", ami.name());
        node.put("state", ami.state().word());
        node.put("owner", ami.ownerId());
        ami.created().ifPresent(created -> node.put("created", created.toString()));
        ami.source().ifPresent(source -> node.put("sourceAmi", source.value()));
        node.put("architecture", ami.architecture());
        node.put("imdsV2Required", ami.imdsV2Required());
        ArrayNode snapshots = node.putArray("snapshots");
        ami.snapshots()
                .forEach(snapshot ->
                        snapshots.addObject().put("id", snapshot.id()).put("sizeGiB", snapshot.sizeGiB()));
        ObjectNode tags = node.putObject("tags");
        ami.tags().forEach(tags::put);
    }
}
