package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Asks the cloud what it has of base AMIs and AMIs. Changes nothing.
 *
 * @param queries the base AMIs
 * @param amis the AMIs
 */
public record SurveyImages(Collection<BaseImageQuery> queries, Collection<AmiRef> amis) implements UseCase<Survey> {
    public SurveyImages {
        queries = List.copyOf(queries);
        amis = List.copyOf(amis);
    }

    @Override
    public Survey run(Workplace place, Cloud cloud) {
        return new Surveyor(cloud.bases(), cloud.own(), Instant.now()).ask(queries, amis);
    }
}
