package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cloud of stacks and of CFNgin's locks, and of nothing else; either can be down. */
public final class StackCloud implements Cloud {
    public final Stacks stacks = new Stacks();
    public final Locks locks = new Locks();
    public final FakeCloud amis = new FakeCloud();

    /** Stacks by their whole names. */
    public static final class Stacks implements StackCatalog {
        private final Map<String, CloudStack> stacks = new HashMap<>();
        public Optional<String> failure = Optional.empty();
        public boolean down;
        public DeployFailureCause cause = DeployFailureCause.UNREACHABLE;

        public void has(String name, String status, Map<String, String> outputs, Map<String, String> parameters) {
            stacks.put(name, new CloudStack(name, status, outputs, parameters));
        }

        @Override
        public Optional<CloudStack> find(Region region, String name) {
            if (down) {
                throw new DeployFailedException(cause, "no answer");
            }
            return Optional.ofNullable(stacks.get(name));
        }

        /** Ids of resources, by type and by the stack's name before it: {@code web/AWS::EC2::Instance}. */
        public final Map<String, List<String>> resources = new HashMap<>();

        /** By stack; of nested ones with the logical id behind: {@code web/Database}. */
        public final Map<String, String> templates = new HashMap<>();

        @Override
        public SortedMap<String, String> templates(Region region, String name) {
            TreeMap<String, String> found = new TreeMap<>();
            templates.forEach((place, text) -> {
                if (place.equals(name) || place.startsWith(name + "/")) {
                    found.put(place.substring(Math.min(place.length(), name.length() + 1)), text);
                }
            });
            return found;
        }

        @Override
        public Optional<List<String>> resources(Region region, String name, String type) {
            return find(region, name).map(stack -> resources.getOrDefault(name + "/" + type, List.of()));
        }

        @Override
        public Optional<String> firstFailure(Region region, String name) {
            return failure;
        }

        @Override
        public void close() {}
    }

    /** The codes of those who hold locks, by graph. */
    public static final class Locks implements GraphLocks {
        public final Map<String, String> held = new HashMap<>();
        public boolean down;

        @Override
        public Optional<GraphLock> holder(GraphLock where) {
            if (down) {
                throw new DeployFailedException(DeployFailureCause.UNREACHABLE, "no answer");
            }
            return Optional.ofNullable(held.get(where.key()))
                    .map(code -> new GraphLock(where.region(), where.bucket(), where.key(), code));
        }

        @Override
        public boolean release(GraphLock lock) {
            boolean ours = holder(lock).filter(lock::equals).isPresent();
            return ours && held.remove(lock.key()) != null;
        }

        @Override
        public void close() {}
    }

    @Override
    public StackCatalog stacks() {
        return stacks;
    }

    @Override
    public Fleets fleets() {
        throw new UnsupportedOperationException("no fleet is of interest here");
    }

    @Override
    public Capacity capacity() {
        throw new UnsupportedOperationException("no group grows here");
    }

    @Override
    public Commands commands() {
        throw new UnsupportedOperationException("nothing is run here");
    }

    @Override
    public GraphLocks locks() {
        return locks;
    }

    @Override
    public Optional<Region> region() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> programEnvironment(Optional<Region> region) {
        return Map.of("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    }

    @Override
    public Asked account(Optional<Region> region) {
        return () -> "";
    }

    @Override
    public ImageCatalog images() {
        return amis.images();
    }

    @Override
    public BaseImages bases() {
        throw new UnsupportedOperationException();
    }

    @Override
    public KeyedImages keyed() {
        throw new UnsupportedOperationException();
    }

    @Override
    public OwnImages own() {
        throw new UnsupportedOperationException();
    }

    @Override
    public LeftoverCatalog leftovers() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TestBench tests() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sight sight() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CallerNetwork network() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> beginning(Region region) {
        return Optional.empty();
    }

    @Override
    public Thread warmUp(Region region) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
