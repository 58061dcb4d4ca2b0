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
        private final String replaced;

        Plan(PlanDigest digest, String replacedAmi) {
            environment = digest.environment();
            ami = digest.ami();
            files = digest.files();
            stacks = new LinkedHashMap<>(digest.stacks());
            gaps = new ArrayList<>(digest.gaps());
            replaced = replacedAmi;
        }

        PlanDigest digest() {
            return new PlanDigest(environment, ami, files, stacks, gaps);
        }
    }

    /** The plans that were made, wherever they are kept. */
    interface Made {
        /** The plan of a digest; empty when nobody made it. */
        Optional<PlanDigest> find(String digest) throws IOException, InterruptedException;

        /** The AMI that the plan of a digest would replace; empty when that is not known. */
        default String replaced(String digest) throws IOException, InterruptedException {
            return "";
        }

        /**
         * Remembers one.
         *
         * @param replaced the AMI that it would replace; empty when that is not known
         */
        void add(PlanDigest plan, String replaced) throws IOException, InterruptedException;
    }

    /** Those of a build and the former ones of its job. */
    static Made of(BuildContext site) {
        return new Made() {
            @Override
            public Optional<PlanDigest> find(String digest) throws IOException, InterruptedException {
                return ApprovablePlans.find(site.run(), digest).map(Plan::digest);
            }

            @Override
            public String replaced(String digest) throws IOException, InterruptedException {
                return ApprovablePlans.find(site.run(), digest)
                        .map(plan -> plan.replaced)
                        .orElse("");
            }

            @Override
            public void add(PlanDigest plan, String replaced) throws IOException, InterruptedException {
                ApprovablePlans.add(site.run(), new Plan(plan, replaced));
            }
        };
    }

    /** Remembers a plan with its build. */
    private static void add(Run<?, ?> run, Plan plan) throws IOException {
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

    private synchronized void keep(Plan plan) {
        plans.add(plan);
    }

    private synchronized Optional<Plan> find(String digest) {
        return plans.stream()
                .filter(plan -> plan.digest().value().equals(digest))
                .findFirst();
    }

    /** The plan of a digest, made by this build or a former one of its job; empty when none of them did. */
    private static Optional<Plan> find(Run<?, ?> run, String digest) {
        Run<?, ?> build = run;
        for (int i = 0; build != null && i < MOST_BUILDS; i++) {
            ApprovablePlans all = build.getAction(ApprovablePlans.class);
            Optional<Plan> found = all == null ? Optional.empty() : all.find(digest);
            if (found.isPresent()) {
                return found;
            }
            build = build.getPreviousBuild();
        }
        return Optional.empty();
    }
}
