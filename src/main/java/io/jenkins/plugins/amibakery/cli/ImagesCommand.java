package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.images.AmiReport;
import io.jenkins.plugins.amibakery.engine.images.FindAmis;
import io.jenkins.plugins.amibakery.engine.images.FoundAmis;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery images}: finds AMIs that a bakery made in the account. */
@Command(
        name = "images",
        description = "List the AMIs baked by AMI Bakery and signed by a trusted key, newest first.",
        mixinStandardHelpOptions = true)
final class ImagesCommand implements Callable<Integer> {
    /** Whose word is taken for what an AMI is. */
    enum Trust {
        SIGNED,
        TAGS
    }

    private static final String ROW = "%-21s  %-14s  %-10s  %-9s  %-7s  %5s  %-20s  %s";

    @Mixin
    private CloudOptions cloud;

    @Option(names = "--recipe", paramLabel = "NAME", defaultValue = "", descriptionKey = "images.recipe")
    private String recipe;

    @Option(names = "--tag", paramLabel = "KEY=VALUE", descriptionKey = "images.tags")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(names = "--max-age-days", paramLabel = "DAYS", descriptionKey = "images.maxAgeDays")
    private int maxAgeDays;

    @Option(names = "--limit", paramLabel = "N", descriptionKey = "images.limit")
    private int limit;

    @Option(names = "--trust", paramLabel = "signed|tags", defaultValue = "signed", descriptionKey = "images.trust")
    private Trust trust;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CliEnvironment surroundings = cloud.surroundings();
        Region region = surroundings.requiredRegion();
        FindAmis question = new FindAmis(List.of(region.code()), recipe, tags, maxAgeDays);
        FoundAmis found;
        try (Cloud there = new AwsCloud(surroundings.access())) {
            found = question.run(new Workplace(Path.of(""), Map.of()), there);
        }
        AmiReport report = found.report(new LocalTrust(surroundings.environment()).trust(), trust == Trust.TAGS, limit);
        if (json) {
            System.out.println(ReportJson.of(report.tree()));
        } else {
            print(report, region, Terminal.on(System.out));
        }
        return ExitCode.OK;
    }

    private static void print(AmiReport report, Region region, Terminal terminal) {
        if (report.amis().isEmpty()) {
            terminal.line("No such AMI in " + region + ".");
        } else {
            terminal.strong(String.format(
                    Locale.ROOT, ROW, "AMI", "RECIPE", "VERSION", "STATE", "TRUST", "GIB", "CREATED", "NAME"));
        }
        report.amis().forEach(one -> terminal.line(row(one)));
        if (!report.leftOut().isEmpty()) {
            terminal.line(report.leftOut() + " --trust tags lists them.");
        }
    }

    private static String row(AmiReport.Found one) {
        Ami ami = one.ami();
        return String.format(
                Locale.ROOT,
                ROW,
                ami.id(),
                ami.tags().getOrDefault(Tags.RECIPE, "-"),
                Tags.version(ami.tags()).isEmpty() ? "-" : Tags.version(ami.tags()),
                ami.state().word(),
                trustOf(one),
                ami.sizeGiB(),
                ami.created().map(Instant::toString).orElse("-").replaceFirst("\\.\\d+Z", "Z"),
                ami.name());
    }

    private static String trustOf(AmiReport.Found one) {
        if (one.isRevoked()) {
            return "revoked";
        }
        return one.isSigned() ? "signed" : "tags";
    }
}
