package io.jenkins.plugins.amibakery.engine.aws;

import io.jenkins.plugins.amibakery.engine.bakery.BakeTraces;
import io.jenkins.plugins.amibakery.engine.bakery.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What dead bakes left in EC2.
 *
 * <p>Caution before all: something is a leftover only if this bake can be proven to have made it. It carries the bake's id as
 * a tag, or is one of the instances of packer's log, or came of one, or bears a name that packer itself drew ({@code packer_…}).
 * An AMI is never one for its name alone: the bake may have failed because the name was another's.
 */
public final class Ec2LeftoverCatalog implements LeftoverCatalog {
    private final Ec2Clients clients;
    private final boolean owned;

    /** @param clients stay open when the catalog is closed */
    public Ec2LeftoverCatalog(Ec2Clients clients) {
        this(clients, false);
    }

    private Ec2LeftoverCatalog(Ec2Clients clients, boolean owned) {
        this.clients = clients;
        this.owned = owned;
    }

    /** A catalog with clients of its own, closed with it. */
    public static Ec2LeftoverCatalog open(AwsAccess access) {
        return new Ec2LeftoverCatalog(new Ec2Clients(access), true);
    }

    @Override
    public List<Leftover> find(Region region, BakeTraces traces) {
        return new LeftoverSearch(new Ec2Listing(clients, region), region, traces).all();
    }

    @Override
    public List<Leftover> remove(List<Leftover> leftovers, Duration timeout) throws InterruptedException {
        Deadline deadline = clients.pace().deadline(timeout);
        Map<Region, List<Leftover>> byRegion = new LinkedHashMap<>();
        leftovers.forEach(leftover -> byRegion.computeIfAbsent(leftover.region(), region -> new ArrayList<>())
                .add(leftover));
        List<Leftover> done = new ArrayList<>();
        for (Map.Entry<Region, List<Leftover>> there : byRegion.entrySet()) {
            done.addAll(new LeftoverRemoval(clients, there.getKey(), deadline).remove(there.getValue()));
        }
        return done;
    }

    @Override
    public void close() {
        if (owned) {
            clients.close();
        }
    }
}
