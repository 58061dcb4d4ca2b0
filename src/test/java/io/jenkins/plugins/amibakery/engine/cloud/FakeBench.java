package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Leftover.Kind;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bench on which a look at the console takes a second, and shows what was put there for it. */
public final class FakeBench implements TestBench {
    public final List<Launch> launched = new ArrayList<>();
    public final List<String> ended = new ArrayList<>();
    public final List<String> consoles = new ArrayList<>();
    public Optional<Asked> asked = Optional.of(new Asked(0, 0));
    public Optional<String> wayOut = Optional.empty();
    public Duration age = Duration.ZERO;
    public boolean diesAtLast;
    public boolean interrupts;
    public boolean keepsItsGroup;

    @Override
    public Optional<String> wayOut(Region region, String subnet) {
        return wayOut;
    }

    @Override
    public Launched launch(Launch launch) {
        launched.add(launch);
        return new Launched("i-0123456789abcdef0", launch.instanceType(), age);
    }

    @Override
    public boolean watch(Region region, Launched instance, Duration longest, Watcher watcher)
            throws InterruptedException {
        if (interrupts) {
            throw new InterruptedException("aborted");
        }
        for (int second = 1; second <= longest.toSeconds(); second++) {
            String console = consoles.isEmpty() ? "" : consoles.get(Math.min(second, consoles.size()) - 1);
            if (watcher.hasSeen(console, age.plusSeconds(second))) {
                return true;
            }
            if (diesAtLast && second >= consoles.size()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Asked> asked(Region region, Launched instance) {
        return asked;
    }

    @Override
    public List<Leftover> end(Region region, String testId, Duration timeout) {
        ended.add(testId);
        Leftover group = Leftover.found(Kind.SECURITY_GROUP, "sg-0123", region);
        return List.of(
                new Leftover(Kind.INSTANCE, "i-0123456789abcdef0", region, true, ""),
                keepsItsGroup ? group.because("denied") : new Leftover(group.kind(), group.id(), region, true, ""));
    }
}
