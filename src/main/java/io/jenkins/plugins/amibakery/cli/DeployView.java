package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.command.SecretNames;
import io.jenkins.plugins.amibakery.engine.deploy.DeployPlan;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.runway.RunwayEvent;
import io.jenkins.plugins.amibakery.engine.runway.RunwayLogView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Shows a deployment while it runs: a section per region and module, and under it what becomes of the stacks. */
final class DeployView {
    private final Terminal terminal;
    private final boolean quiet;
    private final boolean local;
    private final long started = System.nanoTime();
    private RunwayLogView log = new RunwayLogView();
    private Masker masker = new Masker(List.of());

    /** @param local whether it goes to the cloud on this machine */
    DeployView(Terminal terminal, boolean quiet, boolean local) {
        this.terminal = terminal;
        this.quiet = quiet;
        this.local = local;
    }

    /** From now on nothing shown tells a secret of the request, nor the keys of who deploys. */
    void hides(DeployRequest request, Map<String, String> environment) {
        Set<String> secrets = SecretNames.values(environment);
        secrets.addAll(request.secretParameters().values());
        masker = new Masker(secrets);
        Masker.tooShort(request.secretParameters()).forEach(terminal::line);
    }

    void begins(DeployRequest request, DeployPlan plan) {
        log = new RunwayLogView();
        String verb = switch (request.action()) {
            case INIT -> "Preparing";
            case PLAN -> "Planning";
            case DEPLOY -> "Deploying";
            case DESTROY -> "Destroying";
        };
        terminal.strong(verb + " " + request.environment() + " of " + request.directory() + " with runway "
                + plan.runwayVersion()
                + (request.ami().isEmpty() ? "" : ", " + request.ami()));
        terminal.faint(masker.mask(plan.command().toString()));
        if (local) {
            terminal.faint("Local cloud: this shows that Runway works, not that AWS would accept it.");
        }
        plan.scope()
                .unread()
                .forEach(module -> terminal.line("The module " + module
                        + " is not deployed by CloudFormation: only Runway's exit code is read."));
    }

    void event(RunwayEvent event) {
        for (RunwayLogView.Line line : log.lines(event)) {
            switch (line.kind()) {
                case SECTION -> says(line.text());
                case STACK -> shown(line.text(), terminal::line);
                case FAILURE -> shown(line.text(), terminal::bad);
                case DETAIL -> {
                    if (!quiet) {
                        shown(line.text(), terminal::faint);
                    }
                }
            }
        }
    }

    private void shown(String text, Consumer<String> how) {
        masker.mask(text).lines().forEach(line -> how.accept("  " + line));
    }

    /** A text without secrets. */
    String mask(String text) {
        return masker.mask(text);
    }

    /** A step of our own, with the time since the start. */
    void says(String text) {
        Duration passed = Duration.ofNanos(System.nanoTime() - started);
        terminal.strong(String.format(Locale.ROOT, "[%6.1f s] %s", passed.toMillis() / 1000.0, masker.mask(text)));
    }

    Terminal terminal() {
        return terminal;
    }
}
