package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;

/**
 * Where this Jenkins shows an AMI: on the page of the build that baked it. Of the build's own job all bakes are known, of other jobs that
 * whoever asks may see those with a recipe's current AMIs, so that no other history is read.
 */
final class AmiPages {
    private final Job<?, ?> own;
    private final Map<String, String> known = new HashMap<>();

    /** @param run the build whose page names AMIs */
    AmiPages(Run<?, ?> run) {
        own = run.getParent();
    }

    /** From Jenkins' own address on; null when there is none. */
    String of(String ami) {
        if (!known.containsKey(ami)) {
            known.put(ami, find(ami));
        }
        return known.get(ami);
    }

    private String find(String ami) {
        String page = page(own, BakeHistory.of(own).bakeOf(ami).stream().mapToInt(BakeEntry::getBuild), ami);
        if (page != null) {
            return page;
        }
        for (Job<?, ?> job : jobs()) {
            IntStream builds = BakeHistory.of(job).recipes().stream()
                    .map(recipe -> recipe.getCurrent())
                    .filter(bake -> bake != null && bake.has(ami))
                    .mapToInt(bake -> bake.getBuild());
            page = page(job, builds, ami);
            if (page != null) {
                return page;
            }
        }
        return null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Iterable<Job<?, ?>> jobs() {
        return (Iterable) Jenkins.get().allItems(Job.class);
    }

    /** Loads no build. */
    private static String page(Job<?, ?> job, IntStream builds, String ami) {
        return builds.filter(build -> new File(job.getBuildDir(), Integer.toString(build)).isDirectory())
                .mapToObj(build -> job.getUrl() + build + "/amis/" + ami + "/")
                .findFirst()
                .orElse(null);
    }
}
