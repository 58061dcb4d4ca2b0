package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
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
 * Asks the repositories of packages, each once for all images. Calls no cloud.
 *
 * @param images what AMIs hold
 * @param memory where answers of repositories are kept, absolute; empty for the folder of whoever asks
 */
public record SurveyPackages(Collection<ImageRecord> images, String memory) implements UseCase<PackageSurvey> {
    public SurveyPackages {
        images = List.copyOf(images);
    }

    @Override
    public PackageSurvey run(Workplace place, Cloud cloud) throws InterruptedException {
        Path folder = memory.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "ami-bakery", "repositories")
                : Path.of(memory);
        Repositories repositories = new Repositories(place.environment(), folder, Instant.now());
        Map<ImageRecord, PackageVerdict> verdicts = new HashMap<>();
        for (ImageRecord image : images) {
            verdicts.put(image, repositories.compare(image));
        }
        return new PackageSurvey(verdicts, "");
    }
}
