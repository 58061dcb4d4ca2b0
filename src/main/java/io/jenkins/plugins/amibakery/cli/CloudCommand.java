package io.jenkins.plugins.amibakery.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ami-bakery cloud}: starts, stops and asks the local cloud, which is a Python program of this project. */
@Command(
        name = "cloud",
        description = "The local cloud: AWS's EC2 and S3 on this machine, with instances that boot.",
        mixinStandardHelpOptions = true)
final class CloudCommand {
    @Command(name = "start", description = "Set it up if needed and start it; does nothing if it is running.")
    int start(
            @Option(names = "--json", description = "Print its output as one JSON object.") boolean json,
            @Parameters(
                            paramLabel = "OPTION",
                            arity = "0..*",
                            description = "Other options of the local cloud, after --.")
                    List<String> options)
            throws IOException, InterruptedException {
        return run("start", json, options);
    }

    @Command(name = "stop", description = "Stop it and its instances.")
    int stop() throws IOException, InterruptedException {
        return run("stop", false, List.of());
    }

    @Command(name = "status", description = "Show whether it runs, where, and its instances.")
    int status(@Option(names = "--json", description = "Print one JSON object.") boolean json)
            throws IOException, InterruptedException {
        return run("status", json, List.of());
    }

    private static int run(String verb, boolean json, List<String> options) throws IOException, InterruptedException {
        Path home = LocalCloud.home();
        Path python = home.resolve(".local/venv/bin/python");
        if (!Files.isExecutable(python)) {
            throw new IllegalArgumentException(
                    "The local cloud is not set up in " + home + "; `make cloud-setup` there does it.");
        }
        List<String> words = new ArrayList<>(List.of(python.toString(), "-m", "localcloud", verb));
        if (json) {
            words.add("--json");
        }
        if (options != null) {
            words.addAll(options);
        }
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().put("PYTHONPATH", home.resolve("tools/localcloud").toString());
        builder.environment().put("AMI_BAKERY_LOCAL", LocalCloud.state().toString());
        return builder.start().waitFor();
    }
}
