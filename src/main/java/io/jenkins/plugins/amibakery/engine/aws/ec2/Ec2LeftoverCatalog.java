package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.access.Deadline;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What dead bakes left in EC2, and in IAM. Whether it is a bake's is decided elsewhere. */
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
    public RegionFacts look(Region region, BakeTraces traces) {
        return new LeftoverSearch(new Ec2Listing(clients, region), clients.iam(), region, traces).all();
    }

    @Override
    public List<Leftover> remove(List<Leftover> proved, Duration timeout) throws InterruptedException {
        Deadline deadline = clients.pace().deadline(timeout);
        Map<Region, List<Leftover>> byRegion = new LinkedHashMap<>();
        proved.forEach(leftover -> byRegion.computeIfAbsent(leftover.region(), region -> new ArrayList<>())
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
