package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of packer, before the cloud is asked.
 *
 * @param amis what packer says it made
 * @param failures what packer says failed; empty when all went well
 * @param cancelled whether it was stopped on request
 */
public record PackerVerdict(List<BakedAmi> amis, List<Failure> failures, boolean cancelled) {
    public PackerVerdict {
        amis = List.copyOf(amis);
        failures = List.copyOf(failures);
    }

    /** The images by region. */
    public Map<Region, List<AmiId>> byRegion() {
        return amis.stream()
                .collect(Collectors.groupingBy(
                        BakedAmi::region, TreeMap::new, Collectors.mapping(BakedAmi::id, Collectors.toList())));
    }
}
