package io.jenkins.plugins.amibakery.engine.build;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of a run of packer, before the cloud is asked.
 *
 * @param amis what packer says it made
 * @param failures what packer says failed; empty when all went well
 * @param cancelled whether it was stopped on request
 * @param unjudged AMIs that may be right but could not be judged: no results, and nothing to remove
 */
public record PackerVerdict(List<BakedAmi> amis, List<Failure> failures, boolean cancelled, List<BakedAmi> unjudged) {
    public PackerVerdict {
        unjudged = List.copyOf(unjudged);
        amis = List.copyOf(amis);
        failures = List.copyOf(failures);
    }

    /** A verdict over all that packer made. */
    public PackerVerdict(List<BakedAmi> amis, List<Failure> failures, boolean cancelled) {
        this(amis, failures, cancelled, List.of());
    }

    /** The same when its AMIs could not be judged: none is a result, and each stays. */
    public PackerVerdict unjudged(Failure why) {
        String stay = amis.isEmpty()
                ? ""
                : "; not removed, because it is not known to be wrong: "
                        + amis.stream()
                                .map(ami -> ami.id() + " in " + ami.region())
                                .collect(Collectors.joining(", "));
        List<Failure> all = new ArrayList<>(failures);
        all.add(new Failure(why.where(), why.cause(), why.detail() + stay));
        return new PackerVerdict(List.of(), all, cancelled, amis);
    }

    /** The images by region. */
    public Map<Region, List<AmiId>> byRegion() {
        return amis.stream()
                .collect(Collectors.groupingBy(
                        BakedAmi::region, TreeMap::new, Collectors.mapping(BakedAmi::id, Collectors.toList())));
    }
}
