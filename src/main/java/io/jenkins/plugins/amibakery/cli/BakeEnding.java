package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.bake.Conclusion;
import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What this machine lends to the conclusion of a bake: what was watched, the key, and the key to sign with. */
final class BakeEnding implements Conclusion.Lent {
    private final CliEnvironment surroundings;
    private final BakeView view;
    private final BakeRequest request;
    private final SessionKey asked;
    private final BakeWatch watch;
    private Optional<BakeKey> key = Optional.empty();

    BakeEnding(CliEnvironment surroundings, BakeView view, BakeRequest request, SessionKey asked, BakeWatch watch) {
        this.surroundings = surroundings;
        this.view = view;
        this.request = request;
        this.asked = asked;
        this.watch = watch;
    }

    /** The key of the bake; empty as long as it is not proved. */
    Optional<BakeKey> key() {
        return key;
    }

    /** Keeps what its images hold, for a later decision whether they may be reused. */
    void keep(BakeReport report) {
        try {
            new LocalRecords(surroundings.environment()).keep(report.bakeId(), report.images());
        } catch (IOException e) {
            view.says("what the images hold was not kept: " + e.getMessage());
        }
    }

    @Override
    public Sightings seen(Sightings told) throws InterruptedException {
        return watch.seen();
    }

    /** A bake that gets no key is as good as any, but will never be reused. */
    @Override
    public String key(PackerFacts facts, String told) throws InterruptedException {
        try {
            BakeKey settled = asked.settled(facts.sourceAmis().values());
            key = Optional.of(settled);
            new KnownKeys(surroundings.environment()).keep(settled);
        } catch (SessionKey.NoKey | IOException e) {
            view.says("no bake key: " + e.getMessage());
        }
        return key.map(BakeKey::digest).orElse("");
    }

    /** Without a signature they are good AMIs, but never reused. */
    @Override
    public List<BakedAmi> signed(ImageCatalog images, List<BakedAmi> amis) {
        try {
            return key.isEmpty()
                    ? amis
                    : new LocalTrust(surroundings.environment())
                            .signing(request, key.get())
                            .sign(images, amis);
        } catch (BakeFailedException | IllegalArgumentException | IOException e) {
            view.says("not signed, so never reused: " + e.getMessage());
            return amis;
        }
    }

    @Override
    public void says(String line) {
        view.says(line);
    }
}
