package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.bake.Masked;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.command.SecretNames;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.log.LogView;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Shows a bake while it runs: a line per phase, and under it what packer prints. */
final class BakeView implements PackerRun.Listener {
    private final Terminal terminal;
    private final boolean quiet;
    private final LogView log = new LogView();
    private final long started = System.nanoTime();
    private final Set<AmiId> told = new HashSet<>();
    private Masker masker = new Masker(List.of());

    BakeView(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.quiet = quiet;
    }

    /** From now on nothing shown tells a secret of the request, nor the keys of who bakes. */
    void hides(BakeRequest request, CliEnvironment surroundings) {
        Set<String> secrets = SecretNames.values(surroundings.environment());
        secrets.addAll(request.secretVariables().values());
        masker = new Masker(secrets);
        Masker.tooShort(request.secretVariables()).forEach(terminal::line);
    }

    void begins(
            BakeRequest request,
            PackerVersion version,
            String command,
            Optional<Region> region,
            Optional<String> endpoint) {
        String where = region.map(code -> " in " + code).orElse("")
                + endpoint.map(url -> " at " + url).orElse("");
        terminal.strong("Baking " + request.template() + " with packer " + version + where);
        terminal.faint("bake " + request.bakeId() + ": " + masker.mask(command));
    }

    /** Why AMIs that may be there do not stand for this bake. */
    void notReused(List<String> reasons) {
        terminal.strong("Not reused: " + masker.mask(reasons.get(0)));
        reasons.subList(1, reasons.size()).forEach(reason -> terminal.line("  " + masker.mask(reason)));
    }

    void event(PackerEvent event) {
        if (!quiet) {
            log.line(event)
                    .map(masker::mask)
                    .ifPresent(line -> line.lines().forEach(part -> terminal.faint("  " + part)));
        }
    }

    @Override
    public void phase(String builder, Phase phase, Instant at) {
        says(builder + ": " + phase.word());
    }

    @Override
    public void image(String builder, String region, AmiId id) {
        if (told.add(id)) {
            says(builder + ": " + id + (region.isEmpty() ? "" : " in " + region));
        }
    }

    /** A report without secrets. */
    BakeReport masked(BakeReport report) {
        return Masked.report(report, masker);
    }

    /** A step of our own, with the time since the start. */
    void says(String text) {
        Duration passed = Duration.ofNanos(System.nanoTime() - started);
        terminal.strong(String.format(Locale.ROOT, "[%6.1f s] %s", passed.toMillis() / 1000.0, masker.mask(text)));
    }
}
