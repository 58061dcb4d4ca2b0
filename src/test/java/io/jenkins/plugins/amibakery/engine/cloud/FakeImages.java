package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** An account with some images, and how often it was asked. Changes nothing. */
public final class FakeImages implements ImageCatalog {
    private final Collection<Ami> amis;
    int calls;

    public FakeImages(Collection<Ami> amis) {
        this.amis = List.copyOf(amis);
    }

    @Override
    public List<Ami> describe(Region region, Collection<AmiId> ids) {
        calls++;
        return amis.stream()
                .filter(ami -> ami.region().equals(region) && ids.contains(ami.id()))
                .toList();
    }

    @Override
    public List<Ami> tagged(Region region, String tag, Map<String, String> others) {
        calls++;
        return amis.stream()
                .filter(ami -> ami.region().equals(region) && ami.tags().containsKey(tag))
                .filter(ami -> ami.tags().entrySet().containsAll(others.entrySet()))
                .toList();
    }

    @Override
    public List<Ami> await(Region region, Collection<AmiId> ids, Duration timeout) {
        return describe(region, ids);
    }

    @Override
    public void tag(Region region, Collection<Ami> some, Map<String, String> tags) {
        throw new UnsupportedOperationException("nothing is to be changed here");
    }

    @Override
    public void requireImdsV2(Region region, AmiId id) {
        throw new UnsupportedOperationException("nothing is to be changed here");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
