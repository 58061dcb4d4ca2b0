package io.jenkins.plugins.amibakery.engine.aws.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.amibakery.engine.aws.access.Backoff;
import io.jenkins.plugins.amibakery.engine.aws.access.Deadline;
import io.jenkins.plugins.amibakery.engine.cloud.Commands;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Run Command and Session Manager. */
public final class SystemsCommands implements Commands {
    private static final int PORTION = 50;
    private static final Set<String> RUNNING = Set.of("Pending", "InProgress", "Delayed", "Cancelling");
    private static final String UNMANAGED = "Systems Manager does not manage it: its agent has not reported";

    private final Ec2Clients clients;

    /** @param clients stay open */
    public SystemsCommands(Ec2Clients clients) {
        this.clients = clients;
    }

    @Override
    public Map<String, Said> run(Region region, Collection<String> instances, String script, Duration limit)
            throws InterruptedException {
        Map<String, Said> said = new HashMap<>();
        List<String> managed =
                online(region, List.copyOf(instances)).stream().sorted().toList();
        instances.stream().filter(one -> !managed.contains(one)).forEach(one -> said.put(one, new Said(UNMANAGED, "")));
        Map<String, List<String>> sent = new LinkedHashMap<>();
        for (List<String> some : portions(managed)) {
            sent.put(send(region, some, script, limit), some);
        }
        Deadline deadline = clients.pace().deadline(limit.plusSeconds(PORTION));
        for (int look = 0; !sent.isEmpty(); look++) {
            sent.entrySet().removeIf(one -> isAnswered(region, one.getKey(), one.getValue(), said));
            if (deadline.isOver()) {
                sent.values()
                        .forEach(some -> some.forEach(
                                one -> said.putIfAbsent(one, new Said("the command on it did not end in time", ""))));
                return said;
            }
            if (!sent.isEmpty()) {
                deadline.pause(Backoff.REMOVAL.pause(look));
            }
        }
        return said;
    }

    @Override
    public void awaitManaged(Region region, Collection<String> instances, Duration limit) throws InterruptedException {
        Deadline deadline = clients.pace().deadline(limit);
        for (int look = 0;
                !online(region, List.copyOf(instances)).containsAll(instances) && !deadline.isOver();
                look++) {
            deadline.pause(Backoff.REMOVAL.pause(look));
        }
    }

    /** Asking for one that is not there would fail for all of a call. */
    private Set<String> online(Region region, List<String> instances) {
        Set<String> online = new HashSet<>();
        for (List<String> some : portions(instances)) {
            Map<String, Object> filter = Map.of("Key", "InstanceIds", "Values", some);
            paged(
                    region,
                    "DescribeInstanceInformation",
                    Map.of("Filters", List.of(filter), "MaxResults", PORTION),
                    page -> {
                        for (JsonNode one : page.path("InstanceInformationList")) {
                            if ("Online".equals(one.path("PingStatus").asText())) {
                                online.add(one.path("InstanceId").asText());
                            }
                        }
                    });
        }
        online.retainAll(instances);
        return online;
    }

    private String send(Region region, List<String> instances, String script, Duration limit) {
        String seconds = String.valueOf(limit.toSeconds());
        Map<String, Object> command = Map.of(
                "DocumentName",
                "AWS-RunShellScript",
                "Comment",
                "ami-bakery verify-fleet",
                "InstanceIds",
                instances,
                "MaxErrors",
                "100%",
                "TimeoutSeconds",
                PORTION,
                "Parameters",
                Map.of("commands", script.lines().toList(), "executionTimeout", List.of(seconds)));
        return ask(region, "SendCommand", command)
                .path("Command")
                .path("CommandId")
                .asText();
    }

    /** Whether all instances of a command have answered; adds what those said that have. */
    private boolean isAnswered(Region region, String command, List<String> instances, Map<String, Said> said) {
        Map<String, Object> which = Map.of("CommandId", command, "Details", true, "MaxResults", PORTION);
        paged(region, "ListCommandInvocations", which, page -> {
            for (JsonNode one : page.path("CommandInvocations")) {
                String status = one.path("Status").asText();
                if (!RUNNING.contains(status)
                        && instances.contains(one.path("InstanceId").asText())) {
                    said.put(one.path("InstanceId").asText(), said(status, one));
                }
            }
        });
        return said.keySet().containsAll(instances);
    }

    private static Said said(String status, JsonNode told) {
        String output = told.path("CommandPlugins").path(0).path("Output").asText("");
        String problem = status.equals("Success") ? "" : "the command on it ended as " + Limits.brief(status, PORTION);
        return new Said(problem, Limits.cut(output, LONGEST));
    }

    @Override
    public Set<String> sessions(Region region) {
        Set<String> seen = new HashSet<>();
        for (String state : List.of("Active", "History")) {
            paged(
                    region,
                    "DescribeSessions",
                    Map.of("State", state, "MaxResults", 200),
                    page -> page.path("Sessions")
                            .forEach(one -> seen.add(one.path("Target").asText())));
        }
        return seen;
    }

    private void paged(Region region, String action, Map<String, Object> parameters, Consumer<JsonNode> page) {
        Map<String, Object> all = new HashMap<>(parameters);
        String next;
        do {
            JsonNode answer = ask(region, action, all);
            page.accept(answer);
            next = answer.path("NextToken").asText("");
            all.put("NextToken", next);
        } while (!next.isEmpty());
    }

    private JsonNode ask(Region region, String action, Map<String, Object> parameters) {
        return clients.systemsManager("ssm:" + action, region, api -> api.required(region, action, parameters));
    }

    private static List<List<String>> portions(List<String> all) {
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PORTION) {
            portions.add(List.copyOf(all.subList(from, Math.min(all.size(), from + PORTION))));
        }
        return portions;
    }
}
