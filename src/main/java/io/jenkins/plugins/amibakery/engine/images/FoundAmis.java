package io.jenkins.plugins.amibakery.engine.images;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseTrust;
import java.io.Serializable;
import java.util.List;

/**
 * AMIs as EC2 describes them, newest first; anyone who may set tags can have made them look like a bakery's.
 *
 * @param amis not more than {@link Limits#IMAGES}
 */
public record FoundAmis(List<Ami> amis) implements Serializable {
    /** @throws IllegalArgumentException when it cannot be an honest answer */
    public FoundAmis {
        Limits.things("the AMIs that were found", amis, Ami.class, Limits.IMAGES);
        amis = List.copyOf(amis);
    }

    /**
     * What counts of them. Asks nobody, and is for where the list of trusted keys is at home, never for an agent.
     *
     * @param trust whose signatures count
     * @param unsigned whether AMIs count of which nobody trusted says that they are what their tags say
     * @param limit how many to tell of, the newest ones; 0 for all
     */
    public AmiReport report(ReuseTrust trust, boolean unsigned, int limit) {
        List<AmiReport.Found> all = amis.stream()
                .map(ami -> new AmiReport.Found(ami, trust.problem(ami).orElse("")))
                .toList();
        List<AmiReport.Found> told = all.stream()
                .filter(one -> unsigned || one.isSigned())
                .limit(limit == 0 ? Limits.IMAGES : limit)
                .toList();
        return new AmiReport(
                told,
                unsigned
                        ? List.of()
                        : all.stream().filter(one -> !one.isSigned()).toList());
    }
}
