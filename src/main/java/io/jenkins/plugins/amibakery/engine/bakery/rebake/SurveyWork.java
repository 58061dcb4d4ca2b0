package io.jenkins.plugins.amibakery.engine.bakery.rebake;

import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.bakery.CloudWork;
import io.jenkins.plugins.amibakery.engine.bakery.Workplace;
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
public record SurveyWork(Collection<BaseImageQuery> queries, Collection<MadeAmi> amis) implements CloudWork<Survey> {
    public SurveyWork {
        queries = List.copyOf(queries);
        amis = List.copyOf(amis);
    }

    @Override
    public Survey run(Workplace place, Cloud cloud) {
        return new Surveyor(cloud.bases(), cloud.own(), Instant.now()).ask(queries, amis);
    }
}
