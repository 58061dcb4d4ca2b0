package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.packages.PackageVerdict;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/**
 * Whether repositories have newer packages than images, at one moment.
 *
 * @param verdicts by the image; one that was not asked about is missing
 * @param problem why nobody could ask, in one line; empty when somebody did, or was not meant to
 */
public record PackageSurvey(Map<ImageRecord, PackageVerdict> verdicts, String problem) implements Serializable {
    /** Nobody was meant to ask. */
    public static final PackageSurvey NONE = new PackageSurvey(Map.of(), "");

    private static final int MOST = 50_000;
    private static final int LONGEST = 500;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public PackageSurvey {
        Limits.things("the images of a survey", verdicts.keySet(), ImageRecord.class, MOST);
        Limits.things("the packages of a survey", verdicts.values(), PackageVerdict.class, MOST);
        verdicts = Map.copyOf(verdicts);
        problem = Limits.brief(problem, LONGEST);
    }

    /** The answer when nobody could ask, and why. */
    public static PackageSurvey unasked(String problem) {
        return new PackageSurvey(Map.of(), problem);
    }

    Optional<PackageVerdict> of(ImageRecord image) {
        return Optional.ofNullable(verdicts.get(image));
    }
}
