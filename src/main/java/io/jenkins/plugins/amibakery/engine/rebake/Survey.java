package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.cloud.AmiStatus;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packages.PackageVerdict;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the cloud has at one moment of all that some jobs want to know.
 *
 * @param bases answers by what was asked; what could not be asked is missing
 * @param amis states of AMIs; one that could not be looked up is missing
 * @param packages whether repositories have newer packages than images
 * @param problems why something is missing, one line a region
 */
public record Survey(
        Map<BaseImageQuery, BaseImageAnswer> bases,
        Map<AmiRef, AmiStatus> amis,
        PackageSurvey packages,
        Map<Region, String> problems)
        implements Serializable {
    private static final int MOST = 50_000;
    private static final int LONGEST = 500;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public Survey {
        Limits.things("the questions of a survey", bases.keySet(), BaseImageQuery.class, MOST);
        Limits.things("the base AMIs of a survey", bases.values(), BaseImageAnswer.class, MOST);
        Limits.things("the AMIs of a survey", amis.keySet(), AmiRef.class, MOST);
        Limits.things("the states of a survey", amis.values(), AmiStatus.class, MOST);
        Limits.things("the regions of a survey", problems.keySet(), Region.class, MOST);
        Map<Region, String> brief = new HashMap<>(problems);
        brief.replaceAll((region, problem) -> Limits.brief(problem, LONGEST));
        bases = Map.copyOf(bases);
        amis = Map.copyOf(amis);
        problems = Map.copyOf(brief);
    }

    /** One for which no repository was asked. */
    public Survey(
            Map<BaseImageQuery, BaseImageAnswer> bases, Map<AmiRef, AmiStatus> amis, Map<Region, String> problems) {
        this(bases, amis, PackageSurvey.NONE, problems);
    }

    /** The same with an answer of repositories. */
    public Survey with(PackageSurvey found) {
        return new Survey(bases, amis, found, problems);
    }

    /** Whether repositories have newer packages than the AMIs of a bake; empty when none was asked or none matters. */
    public Optional<PackageVerdict> packagesOf(LastBake bake) {
        return OpenParts.packages(bake, this);
    }

    /** The answer when nothing could be asked, and why. */
    public static Survey unasked(Set<BaseImageQuery> queries, Set<AmiRef> amis, String problem) {
        Map<Region, String> problems = new HashMap<>();
        queries.forEach(query -> problems.put(query.region(), problem));
        amis.forEach(ami -> problems.put(ami.region(), problem));
        return new Survey(Map.of(), Map.of(), problems);
    }

    Optional<BaseImageAnswer> base(BaseImageQuery query) {
        return Optional.ofNullable(bases.get(query));
    }

    /** How an AMI is; empty when it could not be looked up. */
    public Optional<AmiStatus> ami(AmiRef ami) {
        return Optional.ofNullable(amis.get(ami));
    }

    String problem(Region region) {
        return problems.getOrDefault(region, "the cloud was not asked");
    }
}
