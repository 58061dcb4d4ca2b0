package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The plans a build has made, by their digests, so that anyone who deploys an approved one can be told what has moved since. Saved in
 * build.xml; digests alone, nothing of the plans' texts.
 */
final class ApprovablePlans extends InvisibleAction {
    /** As many builds of a job are searched. */
    private static final int MOST_BUILDS = 100;

    private final ArrayList<Plan> plans = new ArrayList<>();

    /** A plan as it is saved. */
    private static final class Plan {
        private final String environment;
        private final String ami;
        private final String files;
        private final LinkedHashMap<String, String> stacks;
        private final ArrayList<String> gaps;

        Plan(PlanDigest digest) {
            environment = digest.environment();
            ami = digest.ami();
            files = digest.files();
            stacks = new LinkedHashMap<>(digest.stacks());
            gaps = new ArrayList<>(digest.gaps());
        }

        PlanDigest digest() {
            return new PlanDigest(environment, ami, files, stacks, gaps);
        }
    }

    /** The plans that were made, wherever they are kept. */
    interface Made {
        /** The plan of a digest; empty when nobody made it. */
        Optional<PlanDigest> find(String digest) throws IOException, InterruptedException;

        /** Remembers one. */
        void add(PlanDigest plan) throws IOException, InterruptedException;
    }

    /** Those of a build and the former ones of its job. */
    static Made of(BuildContext site) {
        return new Made() {
            @Override
            public Optional<PlanDigest> find(String digest) throws IOException, InterruptedException {
                return ApprovablePlans.find(site.run(), digest);
            }

            @Override
            public void add(PlanDigest plan) throws IOException, InterruptedException {
                ApprovablePlans.add(site.run(), plan);
            }
        };
    }

    /** Remembers a plan with its build. */
    private static void add(Run<?, ?> run, PlanDigest plan) throws IOException {
        synchronized (run) {
            ApprovablePlans all = run.getAction(ApprovablePlans.class);
            if (all == null) {
                all = new ApprovablePlans();
                run.addAction(all);
            }
            all.keep(plan);
        }
        run.save();
    }

    private synchronized void keep(PlanDigest plan) {
        plans.add(new Plan(plan));
    }

    private synchronized Optional<PlanDigest> find(String digest) {
        return plans.stream()
                .map(Plan::digest)
                .filter(plan -> plan.value().equals(digest))
                .findFirst();
    }

    /** The plan of a digest, made by this build or a former one of its job; empty when none of them did. */
    private static Optional<PlanDigest> find(Run<?, ?> run, String digest) {
        Run<?, ?> build = run;
        for (int i = 0; build != null && i < MOST_BUILDS; i++) {
            ApprovablePlans all = build.getAction(ApprovablePlans.class);
            Optional<PlanDigest> found = all == null ? Optional.empty() : all.find(digest);
            if (found.isPresent()) {
                return found;
            }
            build = build.getPreviousBuild();
        }
        return Optional.empty();
    }
}
