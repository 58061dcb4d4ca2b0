package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.adopt.AdoptedTemplate;
import io.jenkins.plugins.amibakery.engine.adopt.Adoption;
import io.jenkins.plugins.amibakery.engine.adopt.Finding;
import io.jenkins.plugins.amibakery.engine.adopt.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ami-bakery adopt}: shows the lines by which a template of one's own takes part in more. */
@Command(
        name = "adopt",
        description = {
            "Show the lines by which a template gets a manifest or a lock, as a diff for 'patch -p1' or 'git apply'.",
            "What is there already, and what needs a person, goes to standard error. Nothing is changed without --write."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AdoptCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TEMPLATE", descriptionKey = "bake.template")
    private Path template;

    @Option(
            names = "--step",
            paramLabel = "STEP",
            defaultValue = "manifest",
            description =
                    "manifest (the default): record packages and their repositories; lock: also pin base AMI and packages.")
    private Step step;

    @Option(names = "--write", description = "Change the files instead of showing how.")
    private boolean write;

    @Override
    public Integer call() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        AdoptedTemplate adopted = Adoption.of(template, directory, step);
        Terminal terminal = Terminal.on(System.err);
        adopted.findings().forEach(one -> show(one, terminal));
        if (adopted.isComplete()) {
            terminal.good("Nothing to add.");
        } else if (write) {
            for (AdoptedTemplate.Change change : adopted.changes()) {
                write(change);
                terminal.line("Wrote " + change.file() + ".");
            }
        } else {
            System.out.print(adopted.diff());
            System.out.flush();
            if (!adopted.place().equals(directory)) {
                terminal.line("Apply it in " + adopted.place() + ".");
            }
        }
        return ExitCode.OK;
    }

    private static void show(Finding finding, Terminal terminal) {
        String line = finding.sort().sign() + " " + finding.text();
        if (finding.sort() == Finding.Sort.NOTE) {
            terminal.bad(line);
        } else {
            terminal.line(line);
        }
    }

    /** Whole or not at all, and only over what the lines were found for. */
    private static void write(AdoptedTemplate.Change change) throws IOException {
        if (change.before() == null) {
            Files.writeString(change.file(), change.after(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return;
        }
        Path place = change.file().toRealPath();
        Path fresh = Files.createTempFile(Objects.requireNonNull(place.getParent()), ".adopt", ".tmp");
        try {
            Files.copy(place, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            if (!Files.readString(fresh, StandardCharsets.UTF_8).equals(change.before())) {
                throw new IllegalArgumentException(change.file() + " has changed meanwhile; run this again.");
            }
            Files.writeString(fresh, change.after(), StandardCharsets.UTF_8);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
