package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an Auto Scaling group can grow: what its next instance needs, and growing itself. Only {@link #desire}, {@link #mark} and {@link #replace} change
 * anything.
 *
 * <p>Each method throws {@link io.jenkins.plugins.amibakery.engine.model.BakeFailedException} with one clear line when the cloud refuses
 * or cannot be reached.
 */
public interface Capacity {
    /**
     * A group's size at one moment.
     *
     * @param desired how many instances it should have
     * @param most how many it may have
     * @param subnets ids of the subnets in which it launches
     * @param targetGroups how many target groups say which of its instances are healthy
     * @param healthy ids of the instances that are in service, and healthy by each of its target groups
     */
    record Size(int desired, int most, List<String> subnets, int targetGroups, Set<String> healthy) {
        public Size {
            subnets = List.copyOf(subnets);
            healthy = Set.copyOf(healthy);
        }
    }

    /** Tells whether a group has become what somebody waits for. */
    @FunctionalInterface
    interface Goal {
        boolean isReached(Size now);
    }

    /**
     * A snapshot.
     *
     * @param state EC2's word, such as {@code completed}
     * @param key the ARN of the KMS key that it is encrypted with; empty for none
     */
    record Disk(String id, String state, String key) {}

    /**
     * A key of KMS.
     *
     * @param state KMS's word, such as {@code Enabled}
     * @param isAmazons whether AWS manages it, so that every service of the account may use it
     * @param policy its policy, JSON
     * @param grantees ARNs of those who have a grant of it to decrypt
     */
    record Key(String state, boolean isAmazons, String policy, List<String> grantees) {
        public Key {
            grantees = List.copyOf(grantees);
        }
    }

    /**
     * With whom an AMI or a snapshot is shared.
     *
     * @param accounts ids of accounts
     * @param everyone whether it is public
     * @param organizations whether it is shared with an organization or a part of one too, whose accounts are not told
     */
    record Sharing(Set<String> accounts, boolean everyone, boolean organizations) {
        public Sharing {
            accounts = Set.copyOf(accounts);
        }

        /** Whether an account has it for sure. */
        public boolean reaches(String account) {
            return everyone || accounts.contains(account);
        }
    }

    /** The size of a group; empty when there is no such group. */
    Optional<Size> size(Region region, String group);

    /** Sets how many instances a group should have. */
    void desire(Region region, String group, int count);

    /**
     * Writes the tag {@link io.jenkins.plugins.amibakery.engine.model.Tags#DRILL} of a group, which its instances do not get.
     *
     * @param text empty to remove it
     */
    void mark(Region region, String group, String text);

    /** Ends an instance of a group, which launches another one: what it should have stays. */
    void replace(Region region, String instance);

    /**
     * Looks at a group again and again until it has become what is waited for.
     *
     * @return how it was at last; it has not become so when it took longer
     */
    Size await(Region region, String group, Goal goal, Duration longest) throws InterruptedException;

    /** What Auto Scaling says of activities of a group that failed or were cancelled since, a line each. */
    List<String> failures(Region region, String group, Instant since);

    /**
     * Why EC2 would not launch an instance, asked without launching one. It looks at the caller's rights and at what the launch template
     * names, not at KMS.
     *
     * @param subnet empty for the default one
     * @return empty when it would
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException also when the caller may not launch, which says nothing of others
     */
    Optional<String> refusal(Region region, TemplateRef template, String subnet);

    /** Those of these snapshots that can be seen. */
    List<Disk> snapshots(Region region, Collection<String> ids);

    /** Who may launch an AMI of the caller's account. */
    Sharing launchers(Region region, AmiId ami);

    /** Who may make volumes and copies of a snapshot of the caller's account. */
    Sharing readers(Region region, String snapshot);

    /** A key with its policy and grants. */
    Key key(Region region, String arn);
}
