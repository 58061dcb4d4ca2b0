package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.packages.PackageVerdict;
import io.jenkins.plugins.amibakery.engine.packages.Repositories;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the cloud what it has of base AMIs and AMIs. Changes nothing.
 *
 * @param queries the base AMIs
 * @param amis the AMIs
 * @param images what AMIs hold; their repositories are asked, each once
 */
public record SurveyImages(Collection<BaseImageQuery> queries, Collection<AmiRef> amis, Collection<ImageRecord> images)
        implements UseCase<Survey> {
    public SurveyImages {
        queries = List.copyOf(queries);
        amis = List.copyOf(amis);
        images = List.copyOf(images);
    }

    @Override
    public Survey run(Workplace place, Cloud cloud) throws InterruptedException {
        Survey survey = new Surveyor(cloud.bases(), cloud.own(), Instant.now()).ask(queries, amis);
        Path memory = Path.of(System.getProperty("user.home"), ".cache", "ami-bakery", "repositories");
        Repositories repositories = new Repositories(place.environment(), memory, Instant.now());
        Map<ImageRecord, PackageVerdict> packages = new HashMap<>();
        for (ImageRecord image : images) {
            packages.put(image, repositories.compare(image));
        }
        return new Survey(survey.bases(), survey.amis(), packages, survey.problems());
    }
}
