package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.deploy.Approval;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** What deploy, plan and destroy have in common: one session, its report, its exit code. */
final class DeployRun {
    private final DeployOptions options;
    private final CliEnvironment surroundings;
    private final Terminal terminal;

    DeployRun(DeployOptions options) throws IOException {
        this.options = options;
        this.surroundings = options.surroundings();
        this.terminal = Terminal.on(options.json() ? System.err : System.out);
    }

    /** What is done in a session. */
    private interface Work {
        int in(DeploySession session) throws IOException, InterruptedException;
    }

    /** @param approved what was approved; empty to go ahead without an approval */
    int deploy(Optional<Approval> approved) throws IOException {
        return with(DeployAction.DEPLOY, session -> {
            boolean release = options.releaseLock();
            if (approved.isPresent()) {
                DeployReport fresh = session.run(request(DeployAction.PLAN), release);
                if (fresh.outcome() != DeployOutcome.SUCCESS) {
                    return reported(fresh, session);
                }
                approved.get().require(fresh.plan().orElseThrow().digest(), session.inService());
                terminal.good("The plan is the approved one.");
                release = false;
            }
            return reported(session.run(request(DeployAction.DEPLOY), release), session);
        });
    }

    int destroy() throws IOException {
        return with(
                DeployAction.DESTROY,
                session -> reported(session.run(request(DeployAction.DESTROY), options.releaseLock()), session));
    }

    /** @param out where to write down what the digest stands for; empty for nowhere */
    int plan(Optional<Path> out) throws IOException {
        return with(DeployAction.PLAN, session -> {
            DeployReport report = session.run(request(DeployAction.PLAN), options.releaseLock());
            PlanFile plan = new PlanFile(report.plan().orElseThrow().digest(), session.inService());
            if (plan.digest().isWhole()) {
                plan.remember();
            }
            if (out.isPresent()) {
                plan.write(out.get());
            }
            return reported(report, session);
        });
    }

    private DeployRequest request(DeployAction action) {
        return options.request(action, surroundings);
    }

    private int with(DeployAction action, Work work) throws IOException {
        DeployView view = new DeployView(terminal, options.quiet(), options.isLocal());
        try (Cancellation cancel = new Cancellation(terminal, options.grace(), Cancellation.Words.DEPLOY);
                DeploySession session = new DeploySession(surroundings, request(action), view, cancel)) {
            return work.in(session);
        } catch (InterruptedException | CancellationException e) {
            return cancelled();
        } catch (DeployFailedException e) {
            if (Thread.interrupted()) {
                // The terminal's Ctrl-C ended a program of ours too, and what it failed to answer is no failure.
                return cancelled();
            }
            throw e;
        }
    }

    private int cancelled() {
        terminal.bad("Cancelled before anything was started.");
        return ExitCode.CANCELLED;
    }

    private int reported(DeployReport report, DeploySession session) {
        if (options.json()) {
            System.out.println(DeployOutput.json(report, session.timings()));
            System.out.flush();
        }
        String deploy = report.plan().isPresent()
                ? DeployCommandLine.of(options.words(), report.run().ami(), variables())
                : "";
        DeployOutput.print(report, session.view().mask(deploy), terminal);
        return ExitCode.of(report);
    }

    /** The caller's own variables that the files look up. */
    private Set<String> variables() {
        DeployRequest request = request(DeployAction.PLAN);
        Set<String> names = RunwayFile.read(request, surroundings.environment()).variables(request);
        names.retainAll(System.getenv().keySet());
        return names;
    }
}
