package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery images}: lists the AMIs that this tool made in the account. */
@Command(name = "images", description = "List the AMIs that this tool made.", mixinStandardHelpOptions = true)
final class ImagesCommand implements Callable<Integer> {
    private static final String ROW = "%-21s  %-14s  %-10s  %-9s  %5s  %-20s  %s";

    @Mixin
    private CloudOptions cloud;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Surroundings surroundings = cloud.surroundings();
        Region region = surroundings
                .anyRegion()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No region is given; name one with --region or in AWS_REGION, such as us-west-2."));
        List<Ami> amis;
        try (Cloud cloud = new AwsCloud(surroundings.access())) {
            amis = cloud.images().taggedWith(region, Tags.BAKE_ID).stream()
                    .sorted(Comparator.comparing((Ami ami) -> ami.created().orElse(Instant.EPOCH))
                            .reversed())
                    .toList();
        }
        if (json) {
            System.out.println(asJson(amis));
        } else {
            print(amis, region, Terminal.on(System.out));
        }
        return Exit.OK;
    }

    private static void print(List<Ami> amis, Region region, Terminal terminal) {
        if (amis.isEmpty()) {
            terminal.line("No AMI in " + region + " carries the tag " + Tags.BAKE_ID + " yet.");
            return;
        }
        terminal.strong(String.format(Locale.ROOT, ROW, "AMI", "RECIPE", "VERSION", "STATE", "GIB", "CREATED", "NAME"));
        for (Ami ami : amis) {
            terminal.line(String.format(
                    Locale.ROOT,
                    ROW,
                    ami.id(),
                    ami.tags().getOrDefault(Tags.RECIPE, "-"),
                    ami.tags().getOrDefault(Tags.VERSION, ami.tags().getOrDefault("Version", "-")),
                    ami.state().word(),
                    ami.sizeGiB(),
                    ami.created().map(Instant::toString).orElse("-").replaceFirst("\\.\\d+Z", "Z"),
                    ami.name()));
        }
    }

    private static String asJson(List<Ami> amis) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        for (Ami ami : amis) {
            ObjectNode node = array.addObject();
            node.put("id", ami.id().value());
            node.put("region", ami.region().code());
            ReportJson.put(node, ami);
        }
        return array.toString();
    }
}
