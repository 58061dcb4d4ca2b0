package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.cloud.Capacity;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Disk;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Key;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Sharing;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether other accounts can launch an AMI. It has to be shared with them, and so has each key of KMS that its snapshots are encrypted
 * with; the snapshots themselves need not be, but for copies (Amazon EC2 User Guide, "Share an AMI with specific AWS accounts").
 */
final class OtherAccounts {
    private final Capacity capacity;
    private final List<String> accounts;
    private final List<String> unread;
    private final TreeSet<String> notes = new TreeSet<>();

    /**
     * @param accounts their ids
     * @param unread takes what could not be read, a line each
     */
    OtherAccounts(Capacity capacity, List<String> accounts, List<String> unread) {
        this.capacity = capacity;
        this.accounts = accounts;
        this.unread = unread;
    }

    /** What is to be said of them when nothing is wrong; empty when there are none. */
    String told() {
        return accounts.isEmpty()
                ? ""
                : ", shared with " + String.join(" ", accounts)
                        + (notes.isEmpty() ? "" : ", " + String.join(", ", notes));
    }

    /** Why one of them could not launch an AMI of ours; empty when all can, as far as that could be read. */
    Optional<String> obstacle(Region region, Ami ami, Collection<Disk> disks) {
        List<String> others =
                accounts.stream().filter(one -> !one.equals(ami.ownerId())).toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        Sharing launchers = capacity.launchers(region, ami.id());
        for (String account : others) {
            if (!launchers.reaches(account)) {
                if (!launchers.organizations()) {
                    return Optional.of(ami.id() + " in " + region + " is not shared with the account " + account);
                }
                unread.add(ami.id() + " is shared with an organization; whether the account " + account
                        + " is in it is not known");
            }
        }
        for (String arn : LaunchRows.keys(disks)) {
            Key key = capacity.key(region, arn);
            for (String account : others) {
                Optional<String> obstacle = KeyPolicy.obstacle(key, account);
                if (obstacle.isPresent()) {
                    return obstacle.map(why -> "the key " + arn + " of " + ami.id() + " " + why);
                }
            }
        }
        disks.forEach(disk -> note(region, disk.id(), others));
        return Optional.empty();
    }

    private void note(Region region, String snapshot, List<String> others) {
        try {
            Sharing readers = capacity.readers(region, snapshot);
            others.stream()
                    .filter(account -> !readers.reaches(account))
                    .forEach(account -> notes.add(account + " cannot copy it, since " + snapshot + " is not shared"));
        } catch (BakeFailedException e) {
            notes.add("whether it can be copied is not known: " + e.failure().detail());
        }
    }
}
