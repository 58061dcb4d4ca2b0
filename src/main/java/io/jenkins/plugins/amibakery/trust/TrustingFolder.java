package io.jenkins.plugins.amibakery.trust;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A folder that says of the jobs in it, at any depth, that they trust each other's AMIs.
 *
 * @param name the folder's full name
 * @param jobs those of its jobs that ever baked, by their {@linkplain JobIdentity identity}; the user who asks may not be allowed to know of them
 */
@Restricted(NoExternalUse.class)
public record TrustingFolder(String name, Map<String, Job<?, ?>> jobs) {
    /** The outermost such folder around a job; empty when there is none. */
    public static Optional<TrustingFolder> around(Job<?, ?> job) {
        ItemGroup<?> outermost = null;
        ItemGroup<?> group = job.getParent();
        while (group instanceof Item folder) {
            outermost = says(folder) ? group : outermost;
            group = folder.getParent();
        }
        return Optional.ofNullable(outermost).map(TrustingFolder::of);
    }

    @SuppressWarnings({"unchecked", "rawtypes", "try"})
    private static TrustingFolder of(ItemGroup<?> group) {
        Map<String, Job<?, ?>> jobs = new LinkedHashMap<>();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (Job<?, ?> job : (Iterable<Job<?, ?>>) (Iterable) group.allItems(Job.class)) {
                JobIdentity.known(job).ifPresent(id -> jobs.put(id, job));
            }
        }
        return new TrustingFolder(((Item) group).getFullName(), jobs);
    }

    private static boolean says(Item folder) {
        try {
            return Plugin.says(folder);
        } catch (NoClassDefFoundError e) {
            // Without the plugin there are no folders that could say it.
            return false;
        }
    }

    /** What needs the optional plugin; loaded when it is asked. */
    private static final class Plugin {
        static boolean says(Item folder) {
            if (!(folder instanceof com.cloudbees.hudson.plugins.folder.AbstractFolder<?> one)) {
                return false;
            }
            AmiTrustProperty property = one.getProperties().get(AmiTrustProperty.class);
            return property != null && property.isTrusting();
        }
    }
}
