package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.bakery.ReuseTrust;
import io.jenkins.plugins.amibakery.engine.bakery.TrustedKey;
import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;

/**
 * A {@link ReuseTrust} on its way to an agent: public keys and ids that say nothing, no name of a job.
 *
 * @param own the id of the job that wants to reuse
 * @param others ids of the jobs whose AMIs count as well
 * @param keys the keys that count
 */
public record RemoteTrust(String own, ArrayList<String> others, ArrayList<Key> keys) implements Serializable {
    /** A {@link TrustedKey}; the key itself as a PEM block. */
    public record Key(String pem, ArrayList<String> jobs, boolean any) implements Serializable {}

    /** Packs it. */
    public static RemoteTrust of(String own, Collection<String> others, Collection<TrustedKey> keys) {
        ArrayList<Key> sent = new ArrayList<>();
        keys.forEach(key -> sent.add(new Key(key.key().pem(), new ArrayList<>(key.jobs()), key.any())));
        return new RemoteTrust(own, new ArrayList<>(others), sent);
    }

    /** Unpacks it. */
    public ReuseTrust trust() {
        return new ReuseTrust(
                own,
                others,
                keys.stream()
                        .map(key -> new TrustedKey(VerifyingKey.read(key.pem()), new HashSet<>(key.jobs()), key.any()))
                        .toList());
    }
}
