package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.LeftoverCatalog;
import io.jenkins.plugins.amibakery.engine.ownership.Ownership;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts;
import io.jenkins.plugins.amibakery.engine.packer.WrittenAmis;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which AMIs of packer's manifests are results of this very bake: another packer may have written the same file meanwhile. The
 * same at a terminal and in Jenkins.
 */
public final class OwnResults {
    private final LeftoverCatalog catalog;

    /** @param catalog asked only where packer's own artifact lines name no AMI at all, as packer may mask even that */
    public OwnResults(LeftoverCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Of what manifests tell, those that packer's own artifact lines name; where these name none, those that are proved.
     *
     * @param written what the manifests tell
     */
    public WrittenAmis of(PackerFacts facts, WrittenAmis written, BakeTraces traces) {
        return areClear(facts, written)
                ? named(facts, written)
                : new WrittenAmis(proved(written.amis(), traces.lookingFor(written.amis())), written.broken());
    }

    /** Whether packer's own artifact lines tell, so that nobody has to be asked. */
    public static boolean areClear(PackerFacts facts, WrittenAmis written) {
        return written.amis().isEmpty() || facts.results().stream().anyMatch(id -> id.startsWith("ami-"));
    }

    /** Of what manifests tell, those that packer's own artifact lines name. */
    public static WrittenAmis named(PackerFacts facts, WrittenAmis written) {
        List<BakedAmi> named = written.amis().stream()
                .filter(ami -> facts.results().contains(ami.id().value()))
                .toList();
        return new WrittenAmis(named, written.broken());
    }

    private List<BakedAmi> proved(List<BakedAmi> written, BakeTraces traces) {
        List<RegionFacts> facts = new ArrayList<>();
        for (Region region : written.stream().map(BakedAmi::region).collect(Collectors.toCollection(TreeSet::new))) {
            try {
                facts.add(catalog.look(region, traces));
            } catch (BakeFailedException e) {
                // What cannot be asked is not proved; the report says that there is no AMI.
                continue;
            }
        }
        Ownership ownership = new Ownership(traces, facts);
        return written.stream()
                .filter(ami -> ownership.isOwn(ami.region(), ami.id().value()))
                .toList();
    }
}
