package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A group of two that grows at once, and whose next instance has all it needs, until a test changes something. */
public final class FakeCapacity implements Capacity {
    public int desired = 2;
    public int most = 6;
    public int targetGroups = 1;
    /** How many instances become healthy at most. */
    public int limit = 100;

    public boolean interrupts;
    public final List<Integer> desires = new ArrayList<>();
    /** What was done, in its order, such as {@code desire 5}. */
    public final List<String> done = new ArrayList<>();

    public final List<String> failures = new ArrayList<>();
    public Optional<String> refusal = Optional.empty();
    public final Map<String, Disk> disks = new HashMap<>();
    public final Map<String, Key> keys = new HashMap<>();
    /** By the id of an AMI or a snapshot. */
    public final Map<String, Sharing> sharing = new HashMap<>();
    /** Names of questions that are refused. */
    public final Set<String> refused = new HashSet<>();

    private <T> T unless(String question, T answer) {
        if (refused.contains(question)) {
            throw new BakeFailedException(FailureCause.ACCESS_DENIED, question + " is denied");
        }
        return answer;
    }

    private Size now() {
        Set<String> now = new HashSet<>(healthy);
        for (int i = 1; healthy.isEmpty() && i <= Math.min(desired, limit); i++) {
            now.add("i-" + i);
        }
        return new Size(desired, most, List.of("subnet-1"), targetGroups, now);
    }

    @Override
    public Optional<Size> size(Region region, String group) {
        return unless("size", Optional.of(now()));
    }

    @Override
    public void desire(Region region, String group, int count) {
        desires.add(count);
        done.add("desire " + count);
        desired = count;
    }

    @Override
    public void mark(Region region, String group, String text) {
        done.add("mark " + text);
    }

    @Override
    public Size await(Region region, String group, Goal goal, Duration longest) throws InterruptedException {
        if (interrupts) {
            throw new InterruptedException();
        }
        awaiting.run();
        goal.isReached(now());
        return now();
    }

    /** What happens while somebody waits. */
    public Runnable awaiting = () -> {};

    /** Ids of those that are healthy, where a test keeps a list of them. */
    public final Set<String> healthy = new HashSet<>();

    /** What happens to an instance that is to be replaced. */
    public Consumer<String> replacing = id -> {};

    @Override
    public void replace(Region region, String instance) {
        unless("replace", "");
        replacing.accept(instance);
    }

    @Override
    public List<String> failures(Region region, String group, Instant since) {
        return List.copyOf(failures);
    }

    @Override
    public Optional<String> refusal(Region region, TemplateRef template, String subnet) {
        return unless("refusal", refusal);
    }

    @Override
    public List<Disk> snapshots(Region region, Collection<String> ids) {
        return unless(
                "snapshots",
                ids.stream()
                        .map(id -> disks.getOrDefault(id, new Disk(id, "completed", "")))
                        .filter(disk -> !disk.state().equals("gone"))
                        .toList());
    }

    private Sharing sharing(String id) {
        return sharing.getOrDefault(id, new Sharing(Set.of(), false, false));
    }

    @Override
    public Sharing launchers(Region region, AmiId ami) {
        return unless("launchers", sharing(ami.value()));
    }

    @Override
    public Sharing readers(Region region, String snapshot) {
        return unless("readers", sharing(snapshot));
    }

    @Override
    public Key key(Region region, String arn) {
        return unless("key", keys.get(arn));
    }
}
