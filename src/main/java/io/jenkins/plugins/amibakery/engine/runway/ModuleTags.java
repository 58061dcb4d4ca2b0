package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runway takes modules by tags alone: finds the tags that take the modules somebody names, and no other. */
final class ModuleTags {
    private ModuleTags() {}

    /** The tags to give Runway; none for everything. */
    static Set<String> choose(List<RunwayDeployment> deployments, DeployRequest request, String shown) {
        List<RunwayModule> all =
                deployments.stream().flatMap(each -> each.modules().stream()).toList();
        if (request.modules().isEmpty()) {
            if (!request.tags().isEmpty()
                    && all.stream().noneMatch(module -> module.tags().containsAll(request.tags()))) {
                throw new DeployFailedException(
                        DeployFailureCause.SELECTION_EMPTY,
                        "No module of " + shown + " has the tag(s) " + String.join(", ", request.tags())
                                + "; tags there are: " + tagsOf(all));
            }
            return request.tags();
        }
        List<RunwayModule> named = named(all, request.modules(), shown);
        Set<String> shared = new LinkedHashSet<>(named.get(0).tags());
        named.forEach(module -> shared.retainAll(module.tags()));
        long taken =
                all.stream().filter(module -> module.tags().containsAll(shared)).count();
        if (taken == all.size() && named.size() == all.size()) {
            return Set.of();
        }
        if (shared.isEmpty() || taken != named.size()) {
            throw new DeployFailedException(
                    DeployFailureCause.SELECTION_EMPTY,
                    "Runway takes modules by their tags, and none takes just " + String.join(", ", request.modules())
                            + "; tags there are: " + tagsOf(all));
        }
        return shared;
    }

    private static List<RunwayModule> named(List<RunwayModule> all, Set<String> words, String shown) {
        List<RunwayModule> named = new ArrayList<>();
        for (String word : words) {
            List<RunwayModule> called =
                    all.stream().filter(module -> module.isCalled(word)).toList();
            if (called.isEmpty()) {
                throw new DeployFailedException(
                        DeployFailureCause.MODULE_UNKNOWN,
                        shown + " has no module '" + word + "'; it has "
                                + String.join(
                                        ", ",
                                        all.stream().map(RunwayModule::name).toList()));
            }
            called.stream().filter(module -> !named.contains(module)).forEach(named::add);
        }
        return named;
    }

    private static String tagsOf(List<RunwayModule> modules) {
        Set<String> tags = new LinkedHashSet<>();
        modules.forEach(module -> tags.addAll(module.tags()));
        return tags.isEmpty() ? "none" : String.join(", ", tags);
    }
}
