package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Item;
import hudson.model.Run;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A build that runs and waits for somebody or something.
 *
 * @param name of the build, for people
 * @param url of its page that says more, from Jenkins' own address on
 * @param what it waits for
 */
@Restricted(NoExternalUse.class)
public record WaitingBuild(String name, String url, String what) {
    /** Those that the user who asks may see. Builds that are over are not loaded. */
    static List<WaitingBuild> all() {
        return Arrays.stream(Jenkins.get().getComputers())
                .flatMap(WaitingBuild::executors)
                .map(Executor::getCurrentExecutable)
                .filter(Run.class::isInstance)
                .map(running -> (Run<?, ?>) running)
                .filter(run -> run.hasPermission(Item.READ))
                .flatMap(run -> of(run).stream())
                .sorted(Comparator.comparing(WaitingBuild::name))
                .toList();
    }

    private static Stream<Executor> executors(Computer computer) {
        return Stream.concat(computer.getExecutors().stream(), computer.getOneOffExecutors().stream());
    }

    /** Empty when it waits for nothing that is known here. */
    static Optional<WaitingBuild> of(Run<?, ?> run) {
        DeploymentsAction deployments = run.getAction(DeploymentsAction.class);
        ApprovalView asked = deployments == null ? null : deployments.getView().getWaiting();
        if (asked != null) {
            return Optional.of(new WaitingBuild(
                    run.getFullDisplayName(), run.getUrl(), asked.getRecord().getQuestion()));
        }
        BakedAmisAction amis = run.getAction(BakedAmisAction.class);
        return amis == null
                ? Optional.empty()
                : amis.getView().getBakes().stream()
                        .map(BakeView::getWaits)
                        .filter(waits -> waits != null)
                        .findFirst()
                        .map(waits -> new WaitingBuild(
                                run.getFullDisplayName(), run.getUrl() + BakedAmisAction.URL + "/", waits));
    }

    public String getName() {
        return name;
    }

    public String getUrl() {
        return url;
    }

    public String getWhat() {
        return what;
    }
}
