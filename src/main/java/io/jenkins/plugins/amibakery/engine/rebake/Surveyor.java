package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.cloud.AmiStatus;
import io.jenkins.plugins.amibakery.engine.cloud.BaseImages;
import io.jenkins.plugins.amibakery.engine.cloud.OwnImage;
import io.jenkins.plugins.amibakery.engine.cloud.OwnImages;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BaseImageAnswer;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks the cloud for all that jobs want to know, each thing once. What one region refuses does not hinder the others. */
public final class Surveyor {
    /** When so many AMIs of a region are all unknown, it is the account that is wrong. */
    private static final int TOO_MANY_TO_BE_GONE = 4;

    /** A query of its own makes no difference to these. */
    private static final Set<FailureCause> HOPELESS = Set.of(FailureCause.CREDENTIALS, FailureCause.UNREACHABLE);

    private final BaseImages baseImages;
    private final OwnImages ownImages;
    private final Instant now;
    private final Map<BaseImageQuery, BaseImageAnswer> bases = new HashMap<>();
    private final Map<AmiRef, AmiStatus> amis = new HashMap<>();
    private final Map<Region, String> problems = new TreeMap<>();

    public Surveyor(BaseImages baseImages, OwnImages ownImages, Instant now) {
        this.baseImages = baseImages;
        this.ownImages = ownImages;
        this.now = now;
    }

    /** Asks; whatever cannot be asked is missing in the answer, with the reason. */
    public Survey ask(Collection<BaseImageQuery> queries, Collection<AmiRef> made) {
        queries.stream()
                .distinct()
                .collect(Collectors.groupingBy(BaseImageQuery::region, TreeMap::new, Collectors.toList()))
                .forEach(this::askBases);
        made.stream()
                .collect(Collectors.groupingBy(
                        AmiRef::region,
                        TreeMap::new,
                        Collectors.mapping(AmiRef::id, Collectors.toCollection(LinkedHashSet::new))))
                .forEach(this::askAmis);
        return new Survey(bases, amis, problems);
    }

    private void askBases(Region region, List<BaseImageQuery> queries) {
        try {
            bases.putAll(baseImages.find(queries));
        } catch (BakeFailedException e) {
            if (queries.size() == 1 || HOPELESS.contains(e.failure().cause())) {
                problems.putIfAbsent(region, e.failure().detail());
            } else {
                queries.forEach(query -> askBases(region, List.of(query)));
            }
        }
    }

    private void askAmis(Region region, Set<AmiId> ids) {
        Map<AmiId, OwnImage> found;
        try {
            found = ownImages.find(region, ids).stream()
                    .collect(Collectors.toMap(image -> image.ami().id(), image -> image, (one, same) -> one));
        } catch (BakeFailedException e) {
            problems.putIfAbsent(region, e.failure().detail());
            return;
        }
        if (found.isEmpty() && ids.size() >= TOO_MANY_TO_BE_GONE) {
            problems.putIfAbsent(
                    region,
                    "none of " + ids.size()
                            + " AMIs is there for this identity; is it of the account that baked them?");
            return;
        }
        for (AmiId id : ids) {
            OwnImage image = found.get(id);
            amis.put(new AmiRef(region, id), image == null ? AmiStatus.GONE : image.at(now));
        }
    }
}
