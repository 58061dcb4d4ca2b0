package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.InstanceFact;
import io.jenkins.plugins.amibakery.engine.ownership.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cloud that is made of a few things, remembers what it was asked, and does what EC2 does. */
public final class FakeCloud implements Cloud {
    private final Map<AmiId, Ami> amis = new LinkedHashMap<>();
    private final List<InstanceFact> instances = new ArrayList<>();
    public final List<Region> looked = new ArrayList<>();
    public final List<Leftover> removed = new ArrayList<>();
    public final Map<String, String> programEnvironment = new HashMap<>();
    public Optional<Region> region = Optional.empty();
    public Optional<Instant> time = Optional.empty();
    public Optional<String> silence = Optional.empty();
    public final FakeFleet fleet = new FakeFleet();
    public final StackCloud.Stacks stacks = new StackCloud.Stacks();
    public final FakeCapacity capacity = new FakeCapacity();
    public final FakeBench bench = new FakeBench();
    public boolean refusesLooks;
    public boolean refusesDescriptions;
    public boolean refusesTags;
    public int interruptions;
    public int questions;

    @Override
    public Optional<String> silence() {
        return silence;
    }

    /** An image that is there, plain and without tags of ours. */
    public FakeCloud has(Region where, AmiId id) {
        return has(new Ami(
                id,
                where,
                "web",
                "123456789012",
                AmiState.AVAILABLE,
                "",
                Optional.of(Instant.ofEpochSecond(100)),
                "x86_64",
                false,
                List.of(),
                Map.of()));
    }

    public FakeCloud has(Ami ami) {
        amis.put(ami.id(), ami);
        return this;
    }

    /** A build instance that lives. */
    public FakeCloud runs(Region where, String instance) {
        instances.add(new InstanceFact(
                where, instance, Instant.ofEpochSecond(50), "", java.util.Set.of(), "", Map.of(), false));
        return this;
    }

    public Ami ami(AmiId id) {
        return amis.get(id);
    }

    @Override
    public ImageCatalog images() {
        return new Images();
    }

    private final class Images implements ImageCatalog {
        @Override
        public List<Ami> describe(Region where, Collection<AmiId> ids) {
            questions++;
            if (refusesDescriptions) {
                throw new BakeFailedException(FailureCause.ACCESS_DENIED, "ec2:DescribeImages is refused");
            }
            return amis.values().stream()
                    .filter(ami -> ami.region().equals(where) && ids.contains(ami.id()))
                    .toList();
        }

        @Override
        public List<Ami> tagged(Region where, String tag, Map<String, String> others) {
            return amis.values().stream()
                    .filter(ami -> ami.region().equals(where) && ami.tags().containsKey(tag))
                    .filter(ami -> ami.tags().entrySet().containsAll(others.entrySet()))
                    .toList();
        }

        @Override
        public List<Ami> await(Region where, Collection<AmiId> ids, Duration timeout) throws InterruptedException {
            if (interruptions-- > 0) {
                throw new InterruptedException("cancelled");
            }
            return describe(where, ids);
        }

        @Override
        public void tag(Region where, Collection<Ami> some, Map<String, String> tags) {
            if (refusesTags) {
                throw new BakeFailedException(FailureCause.CREDENTIALS, "ec2:CreateTags is refused");
            }
            some.forEach(ami -> amis.put(ami.id(), amis.get(ami.id()).tagged(tags)));
        }

        @Override
        public void requireImdsV2(Region where, AmiId id) {
            amis.put(id, amis.get(id).withImdsV2());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Override
    public LeftoverCatalog leftovers() {
        return new LeftoverCatalog() {
            @Override
            public RegionFacts look(Region where, BakeTraces traces) {
                if (refusesLooks) {
                    throw new BakeFailedException(FailureCause.UNREACHABLE, "no route");
                }
                looked.add(where);
                return new RegionFacts(
                        where,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        instances.stream()
                                .filter(one -> one.region().equals(where))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of());
            }

            @Override
            public List<Leftover> remove(List<Leftover> proved, Duration timeout) {
                removed.addAll(proved);
                return proved.stream()
                        .map(left -> new Leftover(left.kind(), left.id(), left.region(), true, ""))
                        .toList();
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public BaseImages bases() {
        return queries -> {
            throw new UnsupportedOperationException("no base AMI is to be looked for here");
        };
    }

    @Override
    public KeyedImages keyed() {
        throw new UnsupportedOperationException("no key is to be looked for here");
    }

    @Override
    public OwnImages own() {
        return (where, ids) -> images().describe(where, ids).stream()
                .map(ami -> new OwnImage(ami, Optional.empty()))
                .toList();
    }

    @Override
    public TestBench tests() {
        return bench;
    }

    @Override
    public Sight sight() {
        return (due, regions) -> Sightings.NONE;
    }

    @Override
    public CallerNetwork network() {
        return new CallerNetwork() {
            @Override
            public boolean isAws(Region where) {
                throw nobody();
            }

            @Override
            public List<Subnet> subnets(Region where, Optional<String> id) {
                throw nobody();
            }

            @Override
            public String facing(String cidr) {
                throw nobody();
            }

            @Override
            public String facingEndpoint(Region where) {
                throw nobody();
            }

            @Override
            public String onTheInternet() {
                throw nobody();
            }

            private UnsupportedOperationException nobody() {
                return new UnsupportedOperationException("no address is to be found out here");
            }
        };
    }

    @Override
    public StackCatalog stacks() {
        return stacks;
    }

    @Override
    public Fleets fleets() {
        return fleet;
    }

    @Override
    public Capacity capacity() {
        return capacity;
    }

    @Override
    public Commands commands() {
        return fleet;
    }

    @Override
    public GraphLocks locks() {
        throw new UnsupportedOperationException("no lock of CFNgin is of interest here");
    }

    @Override
    public Optional<Region> region() {
        return region;
    }

    @Override
    public Map<String, String> programEnvironment(Optional<Region> where) {
        return programEnvironment;
    }

    @Override
    public Asked account(Optional<Region> where) {
        return () -> "123456789012";
    }

    @Override
    public Optional<Instant> beginning(Region where) {
        return time;
    }

    @Override
    public Thread warmUp(Region where) {
        return new Thread();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
